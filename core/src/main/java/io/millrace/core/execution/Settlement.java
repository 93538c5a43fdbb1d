package io.millrace.core.execution;

import io.millrace.core.ledger.AttemptDecision;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.Unit;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person's word on a step whose effect nobody could know: it ends as they found it to be, or runs again. The word is
 * written into the journal like a try, with its author.
 *
 * @param seen the execution as it was when somebody asked for this
 * @param errorClass that of the try that left the effect unknown
 * @param why for the journal, with the author's name
 */
record Settlement(
        ExecutionRow seen,
        Plan plan,
        String step,
        Ruling ruling,
        String errorClass,
        String why,
        Instant now,
        String trace,
        Planning.Ownership ownership)
        implements Unit<Settlement.Settled> {

    /** What is to be taken for true. */
    sealed interface Ruling {
        /** @param output JSON text */
        record Happened(String output) implements Ruling {}

        record Failed(String message) implements Ruling {}

        /** It did not happen, or may happen again. */
        record RunAgain() implements Ruling {}
    }

    /**
     * What came of it.
     *
     * @param before whether the step was found settled just so: by an earlier commit of this whose answer was lost, or by
     *     somebody else who came to the same end, which only the journal tells
     */
    record Settled(Advanced advanced, boolean before) {}

    @Override
    public Locks locks() {
        return Locks.ofExecution(seen.id());
    }

    @Override
    public Decision<Settled> decide(Rows rows) {
        ExecutionRow row = rows.execution(seen.id())
                .orElseThrow(() -> MillraceException.notFound("execution", Ids.text("exe", seen.id())));
        if (doneBefore(row)) {
            return new Decision<>(new Settled(new Advanced(row, List.of(), Optional.empty()), true), List.of());
        }
        if (!isOpen(row)) {
            throw notOpen(row);
        }
        List<Change> changes = new ArrayList<>();
        return new Decision<>(new Settled(settle(row, changes), false), changes);
    }

    /** Tells somebody that the step does not wait for their word, or not any more. */
    MillraceException notOpen(ExecutionRow row) {
        return new MillraceException(
                ErrorCode.ILLEGAL_TRANSITION,
                "The step '" + step + "' of the execution " + Ids.text("exe", row.id())
                        + " does not wait for anybody's word: it is "
                        + Progress.parseOrNone(row.progress()).of(step).status().code() + ", and the execution is "
                        + row.status().code() + ". Only a step that is 'unknown' can be settled.");
    }

    /** Whether an entry of the journal is this very word. */
    boolean wrote(AttemptRow entry) {
        AttemptRow own = journal(seen, number(), status());
        return entry.reason().equals(own.reason()) && Objects.equals(entry.output(), own.output());
    }

    /** Of its entry in the journal. */
    int number() {
        return Progress.parse(seen.progress()).of(step).tries() + 1;
    }

    private boolean isOpen(ExecutionRow row) {
        return row.status() != ExecutionStatus.CANCELLING
                && !row.status().ended()
                && Progress.parse(row.progress()).of(step).status() == StepStatus.UNKNOWN;
    }

    /** Whether an earlier commit of this was done and its answer lost; what it handed over is found by the sweep. */
    private boolean doneBefore(ExecutionRow row) {
        return isOpen(seen) && row.equals(settle(seen, new ArrayList<>()).execution());
    }

    private Advanced settle(ExecutionRow row, List<Change> changes) {
        Progress progress = Progress.parse(row.progress());
        int number = progress.of(step).tries() + 1;
        String failure = row.failure();
        StepStatus status = status();
        if (failure == null && ruling instanceof Ruling.Failed(String message)) {
            failure = Planning.failure(step, errorClass, message);
        }
        changes.add(new Change.AddAttempt(journal(row, number, status)));
        // A step that is to run again is decided again by its needs, which have ended as they must.
        Progress settled = progress.with(step, status == StepStatus.RETRYING ? StepStatus.PENDING : status, number);
        return new Planning(plan, now, trace, ownership).proceed(row, settled, failure, changes);
    }

    private StepStatus status() {
        return switch (ruling) {
            case Ruling.Happened _ -> StepStatus.SUCCEEDED;
            case Ruling.Failed _ -> StepStatus.FAILED;
            case Ruling.RunAgain _ -> StepStatus.RETRYING;
        };
    }

    private AttemptRow journal(ExecutionRow row, int number, StepStatus status) {
        @Nullable String failedAs = ruling instanceof Ruling.Failed ? errorClass : null;
        @Nullable String output = ruling instanceof Ruling.Happened(String json) ? json : null;
        return new AttemptRow(
                row.id(),
                step,
                0,
                number,
                row.revision() + 1,
                status.code(),
                failedAs,
                AttemptDecision.SETTLE.code(),
                why,
                now,
                now,
                ruling instanceof Ruling.RunAgain ? now : null,
                null,
                null,
                output);
    }

    /** How many steps become ready at once, as far as the row tells before it is locked: for reserving slots. */
    int firstTasks() {
        return ruling instanceof Ruling.RunAgain ? 1 : Planning.fork(plan, step);
    }
}
