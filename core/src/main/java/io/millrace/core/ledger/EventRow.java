package io.millrace.core.ledger;

import java.time.Instant;

/**
 * A stored event. Never changed once written.
 *
 * @param data the body as JSON text
 * @param headers a JSON object of readable headers
 * @param outcome a JSON array that says per trigger what was started, or why nothing was
 */
public record EventRow(
        long id,
        String project,
        String type,
        String source,
        Instant time,
        String data,
        String headers,
        String outcome,
        String trace) {
    /** The same with another word on what it started. */
    public EventRow telling(String newOutcome) {
        return new EventRow(id, project, type, source, time, data, headers, newOutcome, trace);
    }
}
