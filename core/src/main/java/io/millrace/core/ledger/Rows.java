package io.millrace.core.ledger;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import java.util.List;
import java.util.Optional;

/** The locked rows as they are now, the changes of earlier units of the same group included. */
public interface Rows {
    Optional<ExecutionRow> execution(long id);

    Optional<TaskRow> task(TaskKey key);

    /** Every task of an execution whose tasks the unit locked. */
    List<TaskRow> tasksOf(long execution);

    Optional<ScheduleRow> schedule(ScheduleKey key);

    Optional<VariableRow> variable(VariableKey key);

    /** A lane the unit locked; a blank one when nothing was known of it. */
    LaneRow lane(LaneKey key);

    /** Whether anything waits in a lane the unit locked. */
    boolean waiting(LaneKey key);

    /** The event that holds the key of a claim: the claim's own when it won. */
    long holder(DedupeClaim claim);

    /**
     * Whether an event is there: one that the unit wants kept; or one of its own, which an earlier try of this very unit
     * has stored although its answer was lost.
     */
    boolean stored(long event);
}
