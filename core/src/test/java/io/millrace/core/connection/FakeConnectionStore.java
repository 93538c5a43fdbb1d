package io.millrace.core.connection;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Connections in memory. */
public final class FakeConnectionStore implements ConnectionStore {
    private final FakeRevisedRows<StoredConnection> rows = new FakeRevisedRows<>(StoredConnection::revision);

    @Override
    public synchronized Optional<StoredConnection> find(String project, String id) {
        return rows.find(project, id);
    }

    @Override
    public synchronized List<StoredConnection> list(
            String project, @Nullable String tool, @Nullable String after, int limit) {
        return rows.after(project, after)
                .filter(stored -> tool == null || stored.tool().equals(tool))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized int count(String project) {
        return rows.count(project);
    }

    @Override
    public synchronized boolean write(StoredConnection connection) {
        return rows.write(connection.project(), connection.id(), connection);
    }

    @Override
    public synchronized boolean writeHealth(String project, String id, long revision, Health health) {
        return rows.find(project, id)
                .map(old -> new StoredConnection(
                        project,
                        id,
                        old.tool(),
                        old.kind(),
                        old.config(),
                        old.secrets(),
                        health,
                        old.created(),
                        old.updated(),
                        revision,
                        old.limits()))
                .filter(updated -> rows.replace(project, id, updated))
                .isPresent();
    }

    @Override
    public synchronized boolean delete(String project, String id, long revision) {
        return rows.delete(project, id, revision);
    }

    @Override
    public synchronized long revision(String project) {
        return rows.revision(project);
    }
}
