package io.millrace.core.trigger;

import io.millrace.core.ledger.ScheduleKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a poll trigger stands.
 *
 * @param spec what is polled, as text; a change of it starts the poll anew
 * @param turnAt when it is asked next; while somebody asks, when the next one may take it for given up
 * @param started whether it was asked once, so that what is there before it begins is known
 * @param position the cursor; empty when there is none
 * @param seen the ids that were listed last, the newest last
 * @param failures calls in a row that failed
 * @param lastAt when it was asked last
 * @param lastError why that failed; empty when it did not
 * @param events how many it has made
 */
public record PollRow(
        ScheduleKey key,
        String spec,
        Instant turnAt,
        boolean started,
        String position,
        List<String> seen,
        int failures,
        @Nullable Instant lastAt,
        String lastError,
        long events) {
    public PollRow {
        seen = List.copyOf(seen);
    }

    /** One that was never asked. */
    static PollRow first(ScheduleKey key, String spec, Instant turnAt) {
        return new PollRow(key, spec, turnAt, false, "", List.of(), 0, null, "", 0);
    }

    PollRow failed(Instant at, Instant next, String error) {
        return new PollRow(key, spec, next, started, position, seen, failures + 1, at, error, events);
    }

    PollRow asked(Instant at, Instant next, String cursor, List<String> ids, int made) {
        return new PollRow(key, spec, next, true, cursor, ids, 0, at, "", events + made);
    }
}
