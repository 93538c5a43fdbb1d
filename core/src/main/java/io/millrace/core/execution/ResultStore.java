package io.millrace.core.execution;

import io.millrace.core.ledger.CachedResult;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the journal entries that hold results to be reused. The ledger writes them, each in the commit of the entry it
 * points to; the newest result of a call takes the place of the one before. An entry may be gone before its result is.
 */
public interface ResultStore {
    /** The newest result of a call, whether or not it may still be reused. */
    Optional<CachedResult> find(String call);

    /**
     * Drops results that may not be reused any more.
     *
     * @param now those until then are over
     * @param limit the most that are dropped in this step
     * @return how many were dropped; 0 when nothing is left to drop
     */
    int purge(Instant now, int limit);
}
