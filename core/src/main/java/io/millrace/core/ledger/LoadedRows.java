package io.millrace.core.ledger;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows a store has locked for a group.
 *
 * @param holders for each claimed key the event that holds it
 * @param storedEvents those of the events to be kept that exist
 * @param earlierEvents when the group is tried again, those that exist of the ids that its units want to use
 */
public record LoadedRows(
        Map<DedupeKey, Long> holders,
        Set<Long> storedEvents,
        List<EventRow> earlierEvents,
        List<ExecutionRow> executions,
        List<TaskRow> tasks,
        List<ScheduleRow> schedules,
        List<VariableRow> variables) {

    /** A key within its scope. */
    public record DedupeKey(String scope, String key) {
        public static DedupeKey of(DedupeClaim claim) {
            return new DedupeKey(claim.scope(), claim.key());
        }
    }
}
