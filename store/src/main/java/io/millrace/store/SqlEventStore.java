package io.millrace.store;

import io.millrace.core.blob.BlobRef;
import io.millrace.core.event.EventStore;
import io.millrace.core.event.EventSummary;
import io.millrace.core.ledger.EventRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads events. A list asks for the length of the data only, which both databases know without reading it. */
public final class SqlEventStore implements EventStore {
    private static final String SUMMARY = "id, type, source, time, octet_length(data) AS size,"
            + " CASE WHEN octet_length(data) <= " + BlobRef.LONGEST + " THEN data END AS short,"
            + " (SELECT count(*) FROM execution WHERE execution.event = event.id) AS executions";

    private final Database database;

    public SqlEventStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<EventRow> find(long id) {
        return database.read(handle -> handle.createQuery("SELECT " + HotRows.EVENT + " FROM event WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> HotRows.event(row))
                .findOne());
    }

    @Override
    public Set<Instant> slots(String project, String source, Instant from, Instant to) {
        return database.read(handle -> handle.createQuery("SELECT time FROM event WHERE type = 'schedule'"
                        + " AND project = :project AND source = :source AND time >= :from AND time < :to")
                .bind("project", project)
                .bind("source", source)
                .bind("from", Columns.micros(from))
                .bind("to", Columns.micros(to))
                .mapTo(Long.class)
                .map(Columns::instant)
                .set());
    }

    @Override
    public List<EventSummary> list(String project, Optional<String> source, long before, int limit) {
        String restriction = source.isPresent() ? " AND source = :source" : "";
        return database.read(handle -> handle.createQuery("SELECT " + SUMMARY
                        + " FROM event WHERE project = :project AND id < :before" + restriction
                        + " ORDER BY id DESC LIMIT :limit")
                .bind("project", project)
                .bind("before", before)
                .bind("source", source.orElse(""))
                .bind("limit", limit)
                .map((row, context) -> summary(row))
                .list());
    }

    private static EventSummary summary(ResultSet row) throws SQLException {
        return new EventSummary(
                row.getLong("id"),
                row.getString("type"),
                row.getString("source"),
                Columns.instant(row.getLong("time")),
                row.getInt("executions"),
                BlobRef.of(row.getString("short")).map(BlobRef::bytes).orElse(row.getLong("size")));
    }
}
