package io.millrace.core.queue;

import io.millrace.core.ledger.TaskRow;

/** Does the work of one kind of task and records its outcome with the task's fence. */
@FunctionalInterface
public interface TaskHandler {
    /**
     * Works on the calling thread, which is interrupted when the task's execution is cancelled.
     *
     * @param task owned by this node, with the fence to be shown when recording
     * @param handedOver whether this node's own commit made it a moment ago, so that what that commit wrote is current
     * @param slots from which more slots can be reserved for tasks that the outcome makes ready
     * @return tasks already owned by this node, to be run next
     * @throws NotBegunException when nothing was done yet; every other exception counts as an attempt that left no record
     */
    HandedOver handle(TaskRow task, boolean handedOver, Slots slots);
}
