package io.millrace.core.ledger;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;

/** One row written, as data. */
public sealed interface Change {
    record AddEvent(EventRow row) implements Change {}

    record AddExecution(ExecutionRow row) implements Change {}

    record SetExecution(ExecutionRow row) implements Change {}

    record AddAttempt(AttemptRow row) implements Change {}

    /** The newest result of a call, in the commit of the journal entry that holds it; takes the place of the one before. */
    record CacheResult(CachedResult row) implements Change {}

    record AddChunk(ChunkRow row) implements Change {}

    record AddTask(TaskRow row) implements Change {}

    record SetTask(TaskRow row) implements Change {}

    record RemoveTask(TaskKey key) implements Change {}

    /** @param row of revision 1 when there was none */
    record SetVariable(VariableRow row) implements Change {}

    /** @param row whose count of held slots is not looked at: it follows from the tasks and executions of the lane */
    record SetLane(LaneRow row) implements Change {}

    /** A lane was found to count so many slots too few; negative for too many. */
    record Recount(LaneKey lane, long missing) implements Change {}

    record SetSchedule(ScheduleRow row) implements Change {}
}
