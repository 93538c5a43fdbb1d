package io.millrace.core.execution;

import io.millrace.core.event.EventStore;
import io.millrace.core.event.EventSummary;
import io.millrace.core.event.Occurrence;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.shared.Cursor;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people can ask of stored events: to see them, what they started, and to replay them. */
public final class Events {
    private static final Cursor CURSOR = new Cursor("events");

    private final EventStore store;
    private final ExecutionStore executions;
    private final Intake intake;

    Events(EventStore store, ExecutionStore executions, Intake intake) {
        this.store = store;
        this.executions = executions;
        this.intake = intake;
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

    /**
     * Starts new executions for an old event, on the newest published versions of what matches it now.
     *
     * @throws MillraceException {@code not_found}; {@code workflow_not_published} or {@code workflow_disabled} when it was
     *     started by hand and its workflow cannot run
     */
    public Intake.Accepted replay(String project, long id, String trace) {
        EventRow row = get(project, id);
        return intake.replay(row, occurrence(row, trace));
    }

    private static Occurrence occurrence(EventRow row, String trace) {
        Map<String, String> headers = new HashMap<>();
        Json.readObject(row.headers()).forEach((name, value) -> headers.put(name, String.valueOf(value)));
        return new Occurrence(
                row.project(),
                Occurrence.Origin.ofSource(row.source()),
                row.type(),
                row.source(),
                row.time(),
                Optional.empty(),
                Json.read(row.data()),
                headers,
                trace);
    }
}
