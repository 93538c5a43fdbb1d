package io.millrace.core.catcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what was caught in memory. */
public final class FakeCatcherStore implements CatcherStore {
    /** By project, the newest first. */
    private final Map<String, List<Caught>> projects = new HashMap<>();

    private record Caught(String name, CaughtRequest request) {}

    @Override
    public synchronized void add(String project, String name, CaughtRequest request, Kept kept) {
        List<Caught> all = new ArrayList<>(of(project));
        all.addFirst(new Caught(name, request));
        projects.put(project, within(kept, all));
    }

    private static List<Caught> within(Kept kept, List<Caught> all) {
        Map<String, Integer> requests = new HashMap<>();
        List<Caught> left = new ArrayList<>();
        long bytes = 0;
        for (Caught caught : all) {
            boolean knownName = requests.containsKey(caught.name());
            boolean nameStays = knownName || requests.size() < kept.names();
            if (!nameStays || requests.merge(caught.name(), 1, Integer::sum) > kept.requests()) {
                continue;
            }
            bytes += caught.request().size();
            if (bytes > kept.bytes() && !left.isEmpty()) {
                break;
            }
            left.add(caught);
        }
        return left;
    }

    @Override
    public synchronized List<CaughtRequest> list(String project, String name, int limit, long mostBytes) {
        List<CaughtRequest> listed = new ArrayList<>();
        long bytes = 0;
        for (Caught caught : of(project)) {
            if (caught.name().equals(name)) {
                bytes += caught.request().size();
                if (listed.size() == limit || (bytes > mostBytes && !listed.isEmpty())) {
                    break;
                }
                listed.add(caught.request());
            }
        }
        return listed;
    }

    @Override
    public synchronized List<CaughtName> names(String project) {
        Map<String, CaughtName> names = new LinkedHashMap<>();
        for (Caught caught : of(project)) {
            CaughtName newest =
                    new CaughtName(caught.name(), 1, caught.request().time());
            names.merge(
                    caught.name(),
                    newest,
                    (known, _) -> new CaughtName(known.name(), known.requests() + 1, known.last()));
        }
        return List.copyOf(names.values());
    }

    @Override
    public synchronized void clear(String project, String name) {
        List<Caught> left = new ArrayList<>(of(project));
        left.removeIf(caught -> caught.name().equals(name));
        projects.put(project, left);
    }

    private List<Caught> of(String project) {
        return projects.getOrDefault(project, List.of());
    }
}
