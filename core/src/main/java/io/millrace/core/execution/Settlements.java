package io.millrace.core.execution;

import io.millrace.core.connection.SecretMask;
import io.millrace.core.connection.SecretMasks;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.queue.TaskQueue;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Problem;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.Published;
import io.millrace.core.workflow.StepStatus;
import io.millrace.core.workflow.Workflows;
import io.millrace.sdk.ErrorClass;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets people settle steps whose outcome is unknown. */
public final class Settlements {
    private final ExecutionStore store;
    private final Payloads payloads;
    private final int largestValue;
    private final Workflows workflows;
    private final SecretMasks masks;
    private final Commits committer;
    private final TaskQueue queue;
    private final Handover handover;
    private final InstantSource clock;

    Settlements(
            ExecutionStore store,
            Payloads payloads,
            int largestValue,
            Workflows workflows,
            SecretMasks masks,
            Commits committer,
            TaskQueue queue,
            Handover handover,
            InstantSource clock) {
        this.store = store;
        this.payloads = payloads;
        this.largestValue = largestValue;
        this.workflows = workflows;
        this.masks = masks;
        this.committer = committer;
        this.queue = queue;
        this.handover = handover;
        this.clock = clock;
    }

    /** What somebody found out about the effect of a step. */
    public enum Finding {
        /** It happened: the step has succeeded, with the output that is given. */
        SUCCEEDED,
        /** It cannot be made to happen: the step has failed. */
        FAILED,
        /** It did not happen, or may happen twice: the step runs again. */
        RETRY
    }

    /**
     * A finding, and who answers for it.
     *
     * @param output the step's output; for {@link Finding#SUCCEEDED} only
     * @param note the reason, for the journal; may be empty
     * @param by the name of a person or token
     */
    public record Word(Finding finding, @Nullable Object output, String note, String by) {}

    /**
     * Settles an unknown step; what waits behind it goes on.
     *
     * @throws MillraceException {@code not_found}; {@code illegal_transition} when the step is not unknown now; {@code
     *     input_invalid} when an output is given that cannot be kept, or too long a note
     */
    public ExecutionRow settle(String project, long id, String step, Word word, String trace) {
        ExecutionRow row = store.find(id)
                .filter(found -> found.project().equals(project))
                .orElseThrow(() -> MillraceException.notFound("execution", Ids.text("exe", id)));
        Plan plan = workflows
                .version(project, row.workflow(), row.version())
                .map(Published::plan)
                .orElseThrow(
                        () -> MillraceException.notFound("workflow version", row.workflow() + " " + row.version()));
        if (plan.step(step).isEmpty()) {
            throw MillraceException.notFound("step", step);
        }
        SecretMask mask = masks.of(project);
        Settlement.Ruling ruling = ruling(word, mask);
        String errorClass = unknownAs(row, step);
        String why = Journal.message(mask.text(told(word)));
        Instant now = clock.instant();
        Settlement sketch =
                new Settlement(row, plan, step, ruling, errorClass, why, now, trace, Planning.Ownership.NONE);
        int slots = queue.slots().reserveToHandOver(sketch.firstTasks());
        Settlement.Settled settled = handover.commit(
                0,
                slots,
                ownership -> committer.commit(
                        new Settlement(row, plan, step, ruling, errorClass, why, now, trace, ownership)),
                answer -> List.of(answer.advanced()));
        Advanced advanced = settled.advanced();
        if (settled.before()
                && store.attempt(id, step, sketch.number())
                        .filter(sketch::wrote)
                        .isEmpty()) {
            throw sketch.notOpen(
                    advanced.execution()); // somebody else was quicker, and their word is the one that is kept
        }
        queue.run(advanced.handedOver());
        return advanced.execution();
    }

    private Settlement.Ruling ruling(Word word, SecretMask mask) {
        if (word.finding() != Finding.SUCCEEDED && word.output() != null) {
            throw invalid("Only a step that has succeeded has an output; leave it out.");
        }
        return switch (word.finding()) {
            case SUCCEEDED ->
                new Settlement.Ruling.Happened(Journal.value(mask.value(word.output()), largestValue)
                        .map(payloads::kept)
                        .orElseThrow(() -> invalid("It is larger than " + (largestValue >> 10) + " KiB of JSON.")));
            case FAILED ->
                // without the author: a workflow may send this message anywhere
                new Settlement.Ruling.Failed(Journal.message(mask.text("Settled as failed" + reason(word))));
            case RETRY -> new Settlement.Ruling.RunAgain();
        };
    }

    private static MillraceException invalid(String message) {
        return new MillraceException(
                ErrorCode.INPUT_INVALID, "The output cannot be kept.", List.of(Problem.at("output", message)));
    }

    private static String told(Word word) {
        String end = switch (word.finding()) {
            case SUCCEEDED -> "Settled as succeeded by ";
            case FAILED -> "Settled as failed by ";
            case RETRY -> "To be run again, says ";
        };
        return end + word.by() + reason(word);
    }

    private static String reason(Word word) {
        String note = Approvals.note(word.note());
        return note.isEmpty() ? "." : ": " + note;
    }

    /** The class of the try that left the effect unknown. */
    private String unknownAs(ExecutionRow row, String step) {
        int tries = Progress.parseOrNone(row.progress()).of(step).tries();
        return store.attempt(row.id(), step, tries)
                .filter(attempt -> attempt.status().equals(StepStatus.UNKNOWN.code()))
                .flatMap(attempt -> Optional.ofNullable(attempt.errorClass()))
                .orElse(ErrorClass.TIMEOUT.code());
    }
}
