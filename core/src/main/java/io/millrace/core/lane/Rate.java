package io.millrace.core.lane;

import java.time.Duration;

/**
 * How many may begin in any window of a time, wherever it begins.
 *
 * @param limit from 1 to {@link #MAX_LIMIT}
 * @param period from {@link #SHORTEST} to {@link #LONGEST}
 */
public record Rate(int limit, Duration period) {
    public static final int MAX_LIMIT = 1_000_000;
    public static final Duration SHORTEST = Duration.ofSeconds(1);
    public static final Duration LONGEST = Duration.ofDays(31);

    public Rate {
        if (limit < 1 || limit > MAX_LIMIT || period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("no rate: " + limit + " in " + period);
        }
    }

    /** By how much a start may come later than it was counted, and the limit still holds. */
    public Duration tolerance() {
        return period.dividedBy(Starts.TOLERANCE_SHARE);
    }
}
