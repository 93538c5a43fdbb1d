package io.millrace.core.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entry of the journal holds the result of a call, for those who would make the same call again. Holds neither the
 * result nor the input.
 *
 * @param call what calls that are the same have in common, as 64 hexadecimal digits
 * @param connection over which it was made; null for none
 * @param execution whose journal has the entry
 * @param item as in {@link AttemptRow}
 * @param no as in {@link AttemptRow}
 * @param until from when on it may not be reused any more
 */
public record CachedResult(
        String call,
        String project,
        @Nullable String connection,
        long execution,
        String step,
        int item,
        int no,
        Instant until) {}
