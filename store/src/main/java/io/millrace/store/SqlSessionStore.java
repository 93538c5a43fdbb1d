package io.millrace.store;

import io.millrace.core.access.SessionStore;
import io.millrace.core.access.StoredSession;
import java.time.Instant;
import java.util.Optional;

/** Sessions on SQL. */
public final class SqlSessionStore implements SessionStore {
    private final Database database;

    public SqlSessionStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(StoredSession session) {
        database.run(handle -> handle.execute(
                "INSERT INTO session (hash, user_account, created_at, last_seen_at) VALUES (?, ?, ?, ?)",
                session.hash(),
                session.user(),
                Columns.micros(session.created()),
                Columns.micros(session.lastSeen())));
    }

    @Override
    public Optional<StoredSession> find(String hash) {
        return database.read(handle -> handle.createQuery("SELECT * FROM session WHERE hash = :hash")
                .bind("hash", hash)
                .map((row, _) -> new StoredSession(
                        row.getString("hash"),
                        row.getLong("user_account"),
                        Columns.instant(row.getLong("created_at")),
                        Columns.instant(row.getLong("last_seen_at"))))
                .findOne());
    }

    @Override
    public void setLastSeen(String hash, Instant at) {
        database.run(handle ->
                handle.execute("UPDATE session SET last_seen_at = ? WHERE hash = ?", Columns.micros(at), hash));
    }

    @Override
    public void delete(String hash) {
        database.run(handle -> handle.execute("DELETE FROM session WHERE hash = ?", hash));
    }

    @Override
    public void deleteOf(long user) {
        database.run(handle -> handle.execute("DELETE FROM session WHERE user_account = ?", user));
    }

    @Override
    public void deleteEnded(Instant createdBefore, Instant lastSeenBefore) {
        database.run(handle -> handle.execute(
                "DELETE FROM session WHERE created_at < ? OR last_seen_at < ?",
                Columns.micros(createdBefore),
                Columns.micros(lastSeenBefore)));
    }
}
