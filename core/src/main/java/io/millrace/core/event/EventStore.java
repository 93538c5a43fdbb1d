package io.millrace.core.event;

import io.millrace.core.ledger.EventRow;
import java.util.List;
import java.util.Optional;

/** Reads the events that the ledger wrote. */
public interface EventStore {
    Optional<EventRow> find(long id);

    /**
     * Events of a project, the newest first.
     *
     * @param source only those of this source; empty for all
     * @param before only those with a smaller id
     */
    List<EventSummary> list(String project, Optional<String> source, long before, int limit);
}
