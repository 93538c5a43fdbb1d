package io.millrace.core.ledger;

import io.millrace.core.lane.LaneKey;
import java.util.List;

/**
 * The rows a unit must hold before it decides.
 *
 * @param claims dedupe keys to be claimed
 * @param events ids that must be known to exist or not; looked up only when a group is tried again
 * @param executions rows to lock
 * @param tasks to be shown to the unit; a store locks every task of their executions, which are few
 * @param tasksOf executions of which every task is to be locked; name them in {@code executions} too
 * @param schedules rows to lock
 * @param kept stored events that are to stay until the unit is durable: they are locked against being dropped, and those
 *     that are there are known to {@link Rows#stored}
 * @param variables rows to lock
 * @param lanes to lock, made when they are not there. Those of which a locked execution or task has a slot, or in which it
 *     waits, are locked without being named
 */
public record Locks(
        List<DedupeClaim> claims,
        List<Long> events,
        List<Long> executions,
        List<TaskKey> tasks,
        List<Long> tasksOf,
        List<ScheduleKey> schedules,
        List<Long> kept,
        List<VariableKey> variables,
        List<LaneKey> lanes) {

    /** Without lanes. */
    public Locks(
            List<DedupeClaim> claims,
            List<Long> events,
            List<Long> executions,
            List<TaskKey> tasks,
            List<Long> tasksOf,
            List<ScheduleKey> schedules,
            List<Long> kept,
            List<VariableKey> variables) {
        this(claims, events, executions, tasks, tasksOf, schedules, kept, variables, List.of());
    }

    /** Without variables. */
    public Locks(
            List<DedupeClaim> claims,
            List<Long> events,
            List<Long> executions,
            List<TaskKey> tasks,
            List<Long> tasksOf,
            List<ScheduleKey> schedules,
            List<Long> kept) {
        this(claims, events, executions, tasks, tasksOf, schedules, kept, List.of());
    }

    /** Without events to be kept. */
    public Locks(
            List<DedupeClaim> claims,
            List<Long> events,
            List<Long> executions,
            List<TaskKey> tasks,
            List<Long> tasksOf,
            List<ScheduleKey> schedules) {
        this(claims, events, executions, tasks, tasksOf, schedules, List.of());
    }

    public static final Locks NONE = new Locks(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** What recording a try needs: its execution and its task. */
    public static Locks ofStep(TaskKey task) {
        return new Locks(List.of(), List.of(), List.of(task.subject()), List.of(task), List.of(), List.of());
    }

    /** The same, and a variable that the step writes. */
    public Locks and(VariableKey variable) {
        return new Locks(claims, events, executions, tasks, tasksOf, schedules, kept, List.of(variable), lanes);
    }

    /** The same, and lanes. */
    public Locks and(List<LaneKey> others) {
        return new Locks(claims, events, executions, tasks, tasksOf, schedules, kept, variables, others);
    }

    /** What deciding over a whole execution needs. */
    public static Locks ofExecution(long execution) {
        return new Locks(List.of(), List.of(), List.of(execution), List.of(), List.of(execution), List.of());
    }
}
