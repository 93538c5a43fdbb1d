package io.millrace.sdk;

import java.time.Instant;

/**
 * What an answer tells of how much more may be asked of the tool.
 *
 * @param limit how many calls a window allows; 0 when the answer does not tell
 * @param remaining how many of them are left
 * @param resetsAt when all are allowed again
 */
public record Allowance(int limit, int remaining, Instant resetsAt) {
    public Allowance {
        if (limit < 0 || remaining < 0) {
            throw new IllegalArgumentException("no allowance: " + remaining + " of " + limit);
        }
    }
}
