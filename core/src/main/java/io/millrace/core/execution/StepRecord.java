package io.millrace.core.execution;

import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.TaskRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One try of one step, as it is about to be recorded.
 *
 * @param task as it was claimed: its fence decides whether the record is accepted
 * @param item as in {@link AttemptRow}
 * @param no the number of this try in the journal
 * @param input the resolved input as JSON text, masked; null when it could not be resolved or there is none
 * @param exchanges a JSON array, masked
 * @param cached the call that it made, when its result may be reused
 */
record StepRecord(
        TaskRow task,
        int item,
        int no,
        Verdict verdict,
        Instant startedAt,
        Instant finishedAt,
        @Nullable String input,
        @Nullable String exchanges,
        Optional<CachedCall> cached) {
    StepRecord with(Verdict other) {
        return new StepRecord(task, item, no, other, startedAt, finishedAt, input, exchanges, cached);
    }

    /** Adds the entry of a try after which there is no other, and the result it brought. @param revision as in {@link #entry} */
    void end(int revision, Ending ending, List<Change> changes) {
        changes.add(new Change.AddAttempt(entry(revision, ending)));
        if (verdict instanceof Verdict.Done) {
            cached.ifPresent(call -> changes.add(new Change.CacheResult(call.result(this))));
        }
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
                ending.decision().code(),
                verdict.reason(),
                startedAt,
                finishedAt,
                nextAt,
                input,
                exchanges,
                ending.output());
    }
}
