package io.millrace.core.workflow;

import java.time.Duration;

/**
 * How a failed attempt is tried again.
 *
 * @param attempts the most attempts in all, 1 to 100
 * @param backoff how the pause grows
 * @param initial the first pause
 * @param max the longest pause
 */
public record RetryPolicy(int attempts, Backoff backoff, Duration initial, Duration max) {
    /** How the pause between attempts grows; both kinds have full jitter. */
    public enum Backoff {
        CONSTANT,
        EXPONENTIAL
    }

    /** Five attempts, from one second, doubling up to five minutes. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(5, Backoff.EXPONENTIAL, Duration.ofSeconds(1), Duration.ofMinutes(5));
}
