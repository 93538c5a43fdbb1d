package io.millrace.core.queue;

import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;

/**
 * One claim of one task. A task that is tried again keeps its key; only the fence tells one claim of it from the next.
 *
 * @param fence as it was claimed
 */
public record HeldTask(TaskKey key, long fence) {
    public static HeldTask of(TaskRow task) {
        return new HeldTask(task.key(), task.fence());
    }
}
