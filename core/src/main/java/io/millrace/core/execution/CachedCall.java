package io.millrace.core.execution;

import io.millrace.core.ledger.CachedResult;
import java.time.Duration;
import java.util.Optional;

/**
 * A call whose result may be reused.
 *
 * @param identity what it has in common with the calls that are the same
 * @param ttl for how long this step takes a result for its own
 */
record CachedCall(String identity, Optional<String> connection, Duration ttl) {
    /** Where the result is, once the try that brought it is recorded. */
    CachedResult result(StepRecord done) {
        return new CachedResult(
                identity,
                done.task().project(),
                connection.orElse(null),
                done.task().key().subject(),
                done.task().key().step(),
                done.item(),
                done.no(),
                done.finishedAt().plus(ttl));
    }
}
