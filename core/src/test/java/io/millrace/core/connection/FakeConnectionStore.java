package io.millrace.core.connection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Connections in memory. */
public final class FakeConnectionStore implements ConnectionStore {
    private final Map<String, Map<String, StoredConnection>> projects = new HashMap<>();
    private final Map<String, Long> revisions = new HashMap<>();

    @Override
    public synchronized Optional<StoredConnection> find(String project, String id) {
        return Optional.ofNullable(of(project).get(id));
    }

    @Override
    public synchronized List<StoredConnection> list(
            String project, @Nullable String tool, @Nullable String after, int limit) {
        return of(project).values().stream()
                .filter(stored -> after == null || stored.id().compareTo(after) > 0)
                .filter(stored -> tool == null || stored.tool().equals(tool))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized int count(String project) {
        return of(project).size();
    }

    @Override
    public synchronized boolean write(StoredConnection connection) {
        if (connection.revision() != revision(connection.project(), connection.id()) + 1) {
            return false;
        }
        of(connection.project()).put(connection.id(), connection);
        revisions.merge(connection.project(), 1L, Long::sum);
        return true;
    }

    @Override
    public synchronized boolean writeHealth(String project, String id, long revision, Health health) {
        if (revision(project, id) != revision) {
            return false;
        }
        StoredConnection old = Objects.requireNonNull(of(project).get(id));
        of(project)
                .put(
                        id,
                        new StoredConnection(
                                project,
                                id,
                                old.tool(),
                                old.kind(),
                                old.config(),
                                old.secrets(),
                                health,
                                old.created(),
                                old.updated(),
                                revision));
        return true;
    }

    @Override
    public synchronized boolean delete(String project, String id, long revision) {
        if (revision(project, id) != revision) {
            return false;
        }
        of(project).remove(id);
        revisions.merge(project, 1L, Long::sum);
        return true;
    }

    @Override
    public synchronized long revision(String project) {
        return revisions.getOrDefault(project, 0L);
    }

    private long revision(String project, String id) {
        StoredConnection stored = of(project).get(id);
        return stored == null ? 0 : stored.revision();
    }

    private Map<String, StoredConnection> of(String project) {
        return projects.computeIfAbsent(project, _ -> new TreeMap<>());
    }
}
