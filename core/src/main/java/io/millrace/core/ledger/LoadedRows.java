package io.millrace.core.ledger;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows a store has locked for a group.
 *
 * @param holders for each claimed key the event that holds it
 * @param storedEvents those of the events to be kept that exist
 * @param earlierEvents when the group is tried again, those that exist of the ids that its units want to use
 * @param lanes those that were asked for, and those of the executions and tasks; blank ones for what is not there
 */
public record LoadedRows(
        Map<DedupeKey, Long> holders,
        Set<Long> storedEvents,
        List<EventRow> earlierEvents,
        List<ExecutionRow> executions,
        List<TaskRow> tasks,
        List<ScheduleRow> schedules,
        List<VariableRow> variables,
        List<LaneRow> lanes,
        Parked parked) {

    /** Finds what waits in the locked lanes while the group decides. */
    @FunctionalInterface
    public interface Parked {
        Parked NONE = (lane, most) -> List.of();

        /**
         * The tasks that wait in a lane, the longest due first, locked. Those that another group has are passed over: it has
         * locked them to change them, and looks at their lane itself afterwards.
         *
         * @param lane one that is locked
         */
        List<TaskRow> heads(LaneKey lane, int most);
    }

    /** A key within its scope. */
    public record DedupeKey(String scope, String key) {
        public static DedupeKey of(DedupeClaim claim) {
            return new DedupeKey(claim.scope(), claim.key());
        }
    }
}
