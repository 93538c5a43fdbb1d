package io.millrace.core.project;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Projects in memory. */
public final class FakeProjectStore implements ProjectStore {
    private final TreeMap<String, Project> byId = new TreeMap<>();

    @Override
    public synchronized Optional<Project> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public synchronized List<Project> list(@Nullable String after, int limit) {
        return byId.values().stream()
                .filter(project -> after == null || project.id().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Project> keeping() {
        return byId.values().stream()
                .filter(project -> !project.keeping().equals(Project.Keeping.AS_CONFIGURED))
                .toList();
    }

    @Override
    public synchronized boolean insert(Project project) {
        return byId.putIfAbsent(project.id(), project) == null;
    }

    @Override
    public synchronized boolean update(Project project) {
        boolean expected = find(project.id())
                .filter(old -> old.revision() == project.revision() - 1)
                .isPresent();
        if (expected) {
            byId.put(project.id(), project);
        }
        return expected;
    }

    @Override
    public synchronized boolean delete(String id) {
        return byId.remove(id) != null;
    }
}
