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
 */
public record ScheduleRow(
        ScheduleKey key,
        String spec,
        @Nullable Instant nextAt,
        long fires,
        @Nullable Instant lastAt) {}
