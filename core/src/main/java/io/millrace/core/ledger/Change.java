package io.millrace.core.ledger;

/** One row written, as data. */
public sealed interface Change {
    record AddEvent(EventRow row) implements Change {}

    record AddExecution(ExecutionRow row) implements Change {}

    record SetExecution(ExecutionRow row) implements Change {}

    record AddAttempt(AttemptRow row) implements Change {}

    record AddTask(TaskRow row) implements Change {}

    record SetTask(TaskRow row) implements Change {}

    record RemoveTask(TaskKey key) implements Change {}

    record SetSchedule(ScheduleRow row) implements Change {}
}
