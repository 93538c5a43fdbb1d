package io.millrace.core.ledger;

import java.util.List;

/**
 * A piece of work that is durable as a whole or not at all. It may be decided more than once (a failed group is tried
 * again unit by unit), so deciding changes nothing but its answer.
 *
 * @param <R> what the submitter is told once the changes are durable
 */
public interface Unit<R> {
    Locks locks();

    /**
     * Decides on the rows as they are. Evaluates no expression and calls nothing.
     *
     * @throws io.millrace.core.shared.MillraceException when the rows do not allow it; the submitter is told, the other
     *     units of the group go on. Any other exception is a fault, and is told as {@code internal}
     */
    Decision<R> decide(Rows rows);

    /** What a unit decided. */
    record Decision<R>(R result, List<Change> changes) {}
}
