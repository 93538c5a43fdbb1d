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
import org.jspecify.annotations.Nullable;

/** What people can ask of stored events: to see them, and what they started. */
public final class Events {
    private static final Cursor CURSOR = new Cursor("events");

    private final EventStore store;
    private final ExecutionStore executions;
    private final Payloads payloads;

    Events(EventStore store, ExecutionStore executions, Payloads payloads) {
        this.store = store;
        this.executions = executions;
        this.payloads = payloads;
    }

    /** The most of an event's data that {@link #brief} loads, in bytes, when it is kept as a blob. */
    public static final long BRIEF = 1 << 20;

    /**
     * An event with all of its data, however large; a text says so where it is missing.
     *
     * @throws MillraceException {@code not_found}
     */
    public EventRow get(String project, long id) {
        return payloads.shown(find(project, id), Long.MAX_VALUE);
    }

    /**
     * An event to be shown beside something else: a text stands for data of more than {@link #BRIEF}.
     *
     * @throws MillraceException {@code not_found}
     */
    public EventRow brief(String project, long id) {
        return payloads.shown(find(project, id), BRIEF);
    }

    /** What an event carried, as a JSON value. @throws MillraceException {@code not_found}, {@code blob_missing} */
    public @Nullable Object data(String project, long id) {
        return payloads.value(find(project, id).data());
    }

    private EventRow find(String project, long id) {
        return store.find(id)
                .filter(row -> row.project().equals(project))
                .orElseThrow(() -> MillraceException.notFound("event", Ids.text("evt", id)));
    }

    /** Why triggers have started nothing for an event. @throws MillraceException {@code not_found} */
    public List<String> reasons(String project, long id) {
        return Match.reasons(find(project, id).outcome());
    }

    /** The executions an event has started, replays included, the newest first. */
    public List<ExecutionRow> executions(String project, long id) {
        return executions.ofEvent(find(project, id).id());
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
