package io.millrace.core.ledger;

import java.util.function.Function;

/** Where units become durable. */
public interface LedgerStore {
    /**
     * Runs one transaction: claims and locks the rows in one order (dedupe keys, kept events, executions, tasks,
     * schedules, variables, lanes; each sorted), lets the group decide on them, writes what it decided, and returns once that is on disk.
     *
     * @param locks without duplicates
     * @param again whether an earlier try may have been committed although its answer was lost
     * @param decide called once, inside the transaction
     * @throws io.millrace.core.shared.MillraceException {@code store_unavailable} when it is not known to be durable
     */
    void transact(Locks locks, boolean again, Function<LoadedRows, Batch> decide);
}
