package io.millrace.core.execution;

import io.millrace.core.ledger.TaskRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of one step, as it is about to be recorded.
 *
 * @param task as it was claimed: its fence decides whether the record is accepted
 * @param input the resolved input as JSON text, masked; null when it could not be resolved or there is none
 * @param exchanges a JSON array, masked
 */
record StepRecord(
        TaskRow task,
        Verdict verdict,
        Instant startedAt,
        Instant finishedAt,
        @Nullable String input,
        @Nullable String exchanges) {
    StepRecord with(Verdict other) {
        return new StepRecord(task, other, startedAt, finishedAt, input, exchanges);
    }
}
