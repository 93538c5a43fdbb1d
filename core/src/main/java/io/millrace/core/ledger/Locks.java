package io.millrace.core.ledger;

import java.util.List;

/**
 * The rows a unit must hold before it decides.
 *
 * @param claims dedupe keys to be claimed
 * @param events ids that must be known to exist or not; looked up only when a group is tried again
 * @param executions rows to lock
 * @param tasks rows to lock
 * @param tasksOf executions of which every task is to be locked; name them in {@code executions} too
 * @param schedules rows to lock
 */
public record Locks(
        List<DedupeClaim> claims,
        List<Long> events,
        List<Long> executions,
        List<TaskKey> tasks,
        List<Long> tasksOf,
        List<ScheduleKey> schedules) {

    public static final Locks NONE = new Locks(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** What recording a try needs: its execution and its task. */
    public static Locks ofStep(TaskKey task) {
        return new Locks(List.of(), List.of(), List.of(task.subject()), List.of(task), List.of(), List.of());
    }

    /** What deciding over a whole execution needs. */
    public static Locks ofExecution(long execution) {
        return new Locks(List.of(), List.of(), List.of(execution), List.of(), List.of(execution), List.of());
    }
}
