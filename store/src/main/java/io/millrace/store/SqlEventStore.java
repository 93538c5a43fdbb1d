package io.millrace.store;

import io.millrace.core.event.EventStore;
import io.millrace.core.ledger.EventRow;
import java.util.List;
import java.util.Optional;

/** Reads events. */
public final class SqlEventStore implements EventStore {
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
    public List<EventRow> list(String project, Optional<String> source, long before, int limit) {
        String restriction = source.isPresent() ? " AND source = :source" : "";
        return database.read(handle -> handle.createQuery("SELECT " + HotRows.EVENT
                        + " FROM event WHERE project = :project AND id < :before" + restriction
                        + " ORDER BY id DESC LIMIT :limit")
                .bind("project", project)
                .bind("before", before)
                .bind("source", source.orElse(""))
                .bind("limit", limit)
                .map((row, context) -> HotRows.event(row))
                .list());
    }
}
