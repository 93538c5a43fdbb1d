package io.millrace.core.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a schedule stands.
 *
 * @param spec the timing as text; a change of it starts the schedule anew
 * @param nextAt the next slot; null when there is none any more
 * @param fires how many slots have fired
 * @param lastAt the slot that fired last
 * @param skipped how many slots the policy for missed times has left out
 */
public record ScheduleRow(
        ScheduleKey key,
        String spec,
        @Nullable Instant nextAt,
        long fires,
        @Nullable Instant lastAt,
        long skipped) {

    /** One of which no slot was left out. */
    public ScheduleRow(ScheduleKey key, String spec, @Nullable Instant nextAt, long fires, @Nullable Instant lastAt) {
        this(key, spec, nextAt, fires, lastAt, 0);
    }
}
