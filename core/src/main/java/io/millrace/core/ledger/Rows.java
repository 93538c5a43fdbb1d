package io.millrace.core.ledger;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The locked rows as they are now, the changes of earlier units of the same group included. */
public interface Rows {
    /** When the group decides, by its node's clock: a unit may have waited long since it was made. */
    Instant now();

    /** When the group decides, but not before a time that the unit has seen already. */
    default Instant noEarlierThan(Instant seen) {
        return now().isBefore(seen) ? seen : now();
    }

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

    /** Whether an event is there that the unit wants kept. */
    boolean stored(long event);

    /**
     * What is stored under the id of an event that the unit is about to make: usually the very event, by an earlier try of
     * this unit whose answer was lost; but a node that was taken for dead may have used the same id for another. Empty as
     * long as the unit is tried for the first time.
     */
    Optional<EventRow> earlier(long event);
}
