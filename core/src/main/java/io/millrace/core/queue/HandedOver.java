package io.millrace.core.queue;

import io.millrace.core.ledger.TaskRow;
import java.util.List;

/**
 * Tasks that a commit made and claimed at once for the node that made it.
 *
 * @param tasks each to be run with one slot; the first may use the slot of the task that made them
 */
public record HandedOver(List<TaskRow> tasks) {
    public static final HandedOver NONE = new HandedOver(List.of());
}
