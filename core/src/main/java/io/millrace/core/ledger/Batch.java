package io.millrace.core.ledger;

import java.util.Collection;

/**
 * What one group commit writes, with one entry per row however many units changed it.
 *
 * @param newTasks may hold the key of a removed one: removing comes first
 * @param changedVariables new ones have the revision 1
 * @param lostClaims claims whose unit dropped out after winning; their keys are set free again
 * @param inheritedClaims claims that take the place of lost ones, after those were set free
 */
public record Batch(
        Collection<EventRow> newEvents,
        Collection<ExecutionRow> newExecutions,
        Collection<ExecutionRow> changedExecutions,
        Collection<AttemptRow> newAttempts,
        Collection<ChunkRow> newChunks,
        Collection<TaskRow> newTasks,
        Collection<TaskRow> changedTasks,
        Collection<TaskKey> removedTasks,
        Collection<ScheduleRow> changedSchedules,
        Collection<VariableRow> changedVariables,
        Collection<DedupeClaim> lostClaims,
        Collection<DedupeClaim> inheritedClaims) {}
