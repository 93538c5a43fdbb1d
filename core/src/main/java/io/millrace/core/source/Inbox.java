package io.millrace.core.source;

import io.millrace.core.event.Occurrence;
import io.millrace.core.shared.MillraceException;
import java.util.List;

/** Where accepted occurrences go. */
public interface Inbox {
    /**
     * Returns after the event is on disk, or was there before.
     *
     * @throws MillraceException a retryable one when it cannot be stored now
     */
    Received accept(Occurrence occurrence);

    /**
     * @param eventId {@code evt_...}; of the first delivery when this is a duplicate
     * @param executions {@code exe_...}, those that the event started
     */
    record Received(String eventId, boolean duplicate, List<String> executions) {}
}
