package io.millrace.core.execution;

import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.TaskRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of one step, as it is about to be recorded.
 *
 * @param task as it was claimed: its fence decides whether the record is accepted
 * @param item as in {@link AttemptRow}
 * @param no the number of this try in the journal
 * @param input the resolved input as JSON text, masked; null when it could not be resolved or there is none
 * @param exchanges a JSON array, masked
 */
record StepRecord(
        TaskRow task,
        int item,
        int no,
        Verdict verdict,
        Instant startedAt,
        Instant finishedAt,
        @Nullable String input,
        @Nullable String exchanges) {
    StepRecord with(Verdict other) {
        return new StepRecord(task, item, no, other, startedAt, finishedAt, input, exchanges);
    }

    /** The journal's entry of a try after which there is no other. @param revision of the execution, with this */
    AttemptRow entry(int revision, Ending ending) {
        return entry(revision, ending, null);
    }

    /** @param nextAt when it goes on, after a try that is not the last */
    AttemptRow entry(int revision, Ending ending, @Nullable Instant nextAt) {
        return new AttemptRow(
                task.key().subject(),
                task.key().step(),
                item,
                no,
                revision,
                ending.status().code(),
                ending.errorClass() == null ? null : ending.errorClass().code(),
                ending.decision(),
                verdict.reason(),
                startedAt,
                finishedAt,
                nextAt,
                input,
                exchanges,
                ending.output());
    }
}
