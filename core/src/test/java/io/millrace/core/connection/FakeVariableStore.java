package io.millrace.core.connection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Variables in memory. */
public final class FakeVariableStore implements VariableStore {
    private final Map<String, Map<String, StoredVariable>> projects = new HashMap<>();
    private final Map<String, Long> revisions = new HashMap<>();

    @Override
    public synchronized Optional<StoredVariable> find(String project, String name) {
        return Optional.ofNullable(of(project).get(name));
    }

    @Override
    public synchronized List<StoredVariable> list(String project, @Nullable String after, int limit) {
        return of(project).values().stream()
                .filter(stored -> after == null || stored.name().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized int count(String project) {
        return of(project).size();
    }

    @Override
    public synchronized boolean write(StoredVariable variable) {
        if (variable.revision() != revision(variable.project(), variable.name()) + 1) {
            return false;
        }
        of(variable.project()).put(variable.name(), variable);
        revisions.merge(variable.project(), 1L, Long::sum);
        return true;
    }

    @Override
    public synchronized boolean delete(String project, String name, long revision) {
        if (revision(project, name) != revision) {
            return false;
        }
        of(project).remove(name);
        revisions.merge(project, 1L, Long::sum);
        return true;
    }

    @Override
    public synchronized long revision(String project) {
        return revisions.getOrDefault(project, 0L);
    }

    private long revision(String project, String name) {
        StoredVariable stored = of(project).get(name);
        return stored == null ? 0 : stored.revision();
    }

    private Map<String, StoredVariable> of(String project) {
        return projects.computeIfAbsent(project, _ -> new TreeMap<>());
    }
}
