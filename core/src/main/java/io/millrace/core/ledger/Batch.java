package io.millrace.core.ledger;

import java.util.Collection;

/**
 * What one group commit writes, with one entry per row however many units changed it.
 *
 * @param lostClaims claims whose unit dropped out after winning; their keys are set free again
 */
public record Batch(
        Collection<EventRow> newEvents,
        Collection<ExecutionRow> newExecutions,
        Collection<ExecutionRow> changedExecutions,
        Collection<AttemptRow> newAttempts,
        Collection<TaskRow> newTasks,
        Collection<TaskRow> changedTasks,
        Collection<TaskKey> removedTasks,
        Collection<ScheduleRow> changedSchedules,
        Collection<DedupeClaim> lostClaims) {}
