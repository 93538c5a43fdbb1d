package io.millrace.store;

import io.millrace.core.execution.ResultStore;
import io.millrace.core.ledger.CachedResult;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Where results to be reused are, on SQL. Written by the ledger. */
public final class SqlResultStore implements ResultStore {
    private final Database database;

    public SqlResultStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<CachedResult> find(String call) {
        return database.read(handle -> handle.createQuery("SELECT call, project, connection, execution, step, item, no,"
                        + " until FROM cached_result WHERE call = :call")
                .bind("call", call)
                .map((row, context) -> new CachedResult(
                        row.getString("call"),
                        row.getString("project"),
                        row.getString("connection"),
                        row.getLong("execution"),
                        row.getString("step"),
                        row.getInt("item"),
                        row.getInt("no"),
                        Columns.instant(row.getLong("until"))))
                .findOne());
    }

    @Override
    public int purge(Instant now, int limit) {
        return database.write(handle -> handle.createUpdate("DELETE FROM cached_result WHERE call IN"
                        + " (SELECT call FROM cached_result WHERE until <= :now ORDER BY until LIMIT :limit"
                        + database.dialect().forUpdateSkipLocked() + ")")
                .bind("now", Columns.micros(now))
                .bind("limit", limit)
                .execute());
    }

    /** Drops what came over a connection, within the transaction that deletes it. */
    static void dropOf(Handle handle, Dialect dialect, String project, String connection) {
        handle.execute(
                "DELETE FROM cached_result WHERE call IN (SELECT call FROM cached_result WHERE project = ?"
                        + " AND connection = ? ORDER BY call" + dialect.forUpdate() + ")",
                project,
                connection);
    }

    /** Drops what is of a project, within the transaction that deletes it. */
    static void dropOf(Handle handle, Dialect dialect, String project) {
        handle.execute(
                "DELETE FROM cached_result WHERE call IN (SELECT call FROM cached_result WHERE project = ?"
                        + " ORDER BY call" + dialect.forUpdate() + ")",
                project);
    }
}
