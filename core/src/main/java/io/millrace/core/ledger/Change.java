package io.millrace.core.ledger;

/** One row written, as data. */
public sealed interface Change {
    record AddEvent(EventRow row) implements Change {}

    record AddExecution(ExecutionRow row) implements Change {}

    record SetExecution(ExecutionRow row) implements Change {}

    record AddAttempt(AttemptRow row) implements Change {}

    record AddChunk(ChunkRow row) implements Change {}

    record AddTask(TaskRow row) implements Change {}

    record SetTask(TaskRow row) implements Change {}

    record RemoveTask(TaskKey key) implements Change {}

    /** @param row of revision 1 when there was none */
    record SetVariable(VariableRow row) implements Change {}

    record SetSchedule(ScheduleRow row) implements Change {}
}
