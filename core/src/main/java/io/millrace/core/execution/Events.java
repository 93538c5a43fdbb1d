package io.millrace.core.execution;

import io.millrace.core.event.EventStore;
import io.millrace.core.event.EventSummary;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.shared.Cursor;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import java.util.List;
import java.util.Optional;

/** What people can ask of stored events: to see them, and what they started. */
public final class Events {
    private static final Cursor CURSOR = new Cursor("events");

    private final EventStore store;
    private final ExecutionStore executions;

    Events(EventStore store, ExecutionStore executions) {
        this.store = store;
        this.executions = executions;
    }

    /** @throws MillraceException {@code not_found} */
    public EventRow get(String project, long id) {
        return store.find(id)
                .filter(row -> row.project().equals(project))
                .orElseThrow(() -> MillraceException.notFound("event", Ids.text("evt", id)));
    }

    /** The executions an event has started, replays included, the newest first. */
    public List<ExecutionRow> executions(String project, long id) {
        return executions.ofEvent(get(project, id).id());
    }

    /**
     * Events of a project, the newest first, without what they carried.
     *
     * @param source only those of this source
     * @param cursor {@code next} of the page before
     */
    public Page<EventSummary> list(String project, Optional<String> source, Optional<String> cursor, int limit) {
        long before = cursor.map(text -> CURSOR.read(text, key -> Ids.parse("evt", key)))
                .orElse(Long.MAX_VALUE);
        return Page.of(
                store.list(project, source, before, limit + 1), limit, row -> CURSOR.write(Ids.text("evt", row.id())));
    }
}
