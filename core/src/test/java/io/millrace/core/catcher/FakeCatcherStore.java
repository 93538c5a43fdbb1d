package io.millrace.core.catcher;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Keeps what was caught in memory. */
public final class FakeCatcherStore implements CatcherStore {
    /** By project; the name that caught something last stands last; each name's newest request stands first. */
    private final Map<String, SequencedMap<String, Deque<CaughtRequest>>> projects = new LinkedHashMap<>();

    @Override
    public synchronized void add(String project, String name, CaughtRequest request, int keptRequests, int keptNames) {
        SequencedMap<String, Deque<CaughtRequest>> names =
                projects.computeIfAbsent(project, _ -> new LinkedHashMap<>());
        @Nullable Deque<CaughtRequest> requests = names.remove(name);
        if (requests == null) {
            requests = new ArrayDeque<>();
        }
        requests.addFirst(request);
        if (requests.size() > keptRequests) {
            requests.removeLast();
        }
        names.put(name, requests);
        if (names.size() > keptNames) {
            names.pollFirstEntry();
        }
    }

    @Override
    public synchronized List<CaughtRequest> list(String project, String name, int limit) {
        return of(project).getOrDefault(name, new ArrayDeque<>()).stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<CaughtName> names(String project) {
        List<CaughtName> names = new ArrayList<>();
        of(project)
                .forEach((name, requests) -> names.addFirst(new CaughtName(
                        name, requests.size(), requests.getFirst().time())));
        return names;
    }

    @Override
    public synchronized void clear(String project, String name) {
        of(project).remove(name);
    }

    private SequencedMap<String, Deque<CaughtRequest>> of(String project) {
        return projects.getOrDefault(project, new LinkedHashMap<>());
    }
}
