package io.millrace.core.event;

import io.millrace.core.ledger.EventRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the events that the ledger wrote. */
public interface EventStore {
    Optional<EventRow> find(long id);

    /** The times of the stored events that the slots of a schedule made, from one time on and before another. */
    Set<Instant> slots(String project, String source, Instant from, Instant to);

    /**
     * Events of a project, the newest first.
     *
     * @param source only those of this source; empty for all
     * @param before only those with a smaller id
     */
    List<EventSummary> list(String project, Optional<String> source, long before, int limit);
}
