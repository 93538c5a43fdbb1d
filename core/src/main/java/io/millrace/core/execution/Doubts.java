package io.millrace.core.execution;

import io.millrace.core.ledger.AttemptDecision;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.StepStatus;
import io.millrace.sdk.ErrorClass;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether an earlier try of a step may have done its work without anybody hearing of it. The journal tells: its newest entry of the
 * step says what was known when it was written, so a doubt outlives servers, cancels and restarts, and is over once an entry
 * says so: a look-up that found nothing, or a person's word.
 */
final class Doubts {
    private final ExecutionStore executions;
    private final Payloads payloads;

    Doubts(ExecutionStore executions, Payloads payloads) {
        this.executions = executions;
        this.payloads = payloads;
    }

    /**
     * A doubt.
     *
     * @param cause how the try ended that left it
     * @param recorded whether the journal has that try: a server that died with one has recorded none, so what follows counts in
     *     its place
     * @param input with which it was called, as JSON text; empty when the journal does not have it
     */
    record Doubt(ErrorClass cause, boolean recorded, Optional<String> input) {
        boolean crashed() {
            return cause == ErrorClass.CRASHED;
        }

        /**
         * Whether a look-up with an input would be one for the call that left the doubt. Where the journal does not have what that
         * was called with, it is the same as long as it does not read the time.
         *
         * @param shown the input as the journal would have it
         * @param read what its expressions read
         */
        boolean isAbout(String shown, Set<String> read) {
            return input.map(called -> called.equals(shown) || Objects.equals(Json.read(called), Json.read(shown)))
                    .orElse(!read.contains("now"));
        }
    }

    /**
     * The doubt in which a task of an unsafe action begins.
     *
     * @param notDone whether the tool promises that a server error left nothing changed
     * @throws io.millrace.core.shared.MillraceException {@code store_unavailable}
     */
    Optional<Doubt> of(Subjects.Subject subject, TaskRow task, boolean notDone) {
        if (task.crashes() > 0) {
            return Optional.of(new Doubt(ErrorClass.CRASHED, false, Optional.empty()));
        }
        return newest(subject, task)
                .filter(entry -> leavesDoubt(entry, notDone))
                .map(this::doubt);
    }

    /**
     * The doubt that the last try left to this one, which was to look first: nobody was asked, as it could be found out. It stays also
     * where it cannot be found out any more.
     *
     * @throws io.millrace.core.shared.MillraceException {@code store_unavailable}
     */
    Optional<Doubt> leftToLookUp(Subjects.Subject subject, TaskRow task) {
        return newest(subject, task)
                .filter(entry -> decision(entry) == AttemptDecision.LOOK_UP)
                .map(this::doubt);
    }

    private Doubt doubt(AttemptRow entry) {
        return new Doubt(cause(entry), true, Optional.ofNullable(entry.input()).map(payloads::text));
    }

    /** The newest try that came so far as to have an input: one that did not says nothing of what those before it did. */
    private Optional<AttemptRow> newest(Subjects.Subject subject, TaskRow task) {
        long execution = subject.execution().id();
        String step = subject.step().id();
        if (subject.item().isEmpty()) {
            return IntStream.iterate(task.tries(), no -> no > 0, no -> no - 1)
                    .mapToObj(no -> executions.attempt(execution, step, no))
                    .flatMap(Optional::stream)
                    .filter(Doubts::tells)
                    .findFirst();
        }
        Subjects.Item item = subject.item().get();
        return item.triesBefore() + task.tries() == 0
                ? Optional.empty()
                : executions.itemAttempts(execution, step, item.index()).reversed().stream()
                        .filter(Doubts::tells)
                        .findFirst();
    }

    private static boolean tells(AttemptRow entry) {
        AttemptDecision decision = decision(entry);
        boolean over = decision == AttemptDecision.FAIL || decision == AttemptDecision.STOP;
        return !over
                || entry.input() != null
                || entry.status().equals(StepStatus.UNKNOWN.code())
                || ErrorClass.INTERNAL.code().equals(entry.errorClass());
    }

    private static boolean leavesDoubt(AttemptRow entry, boolean notDone) {
        return switch (decision(entry)) {
            case LOOK_UP, ASK -> true;
            case STOP -> entry.status().equals(StepStatus.UNKNOWN.code()) || doubtful(entry, notDone);
            case FAIL -> doubtful(entry, notDone);
            default -> false;
        };
    }

    private static boolean doubtful(AttemptRow entry, boolean notDone) {
        return entry.errorClass() != null && isDoubtful(cause(entry), notDone);
    }

    /** Whether a call that ended so may have done its work. */
    static boolean isDoubtful(ErrorClass errorClass, boolean notDone) {
        return switch (errorClass) {
            case TIMEOUT, CANCELLED, CRASHED, INTERNAL -> true;
            case SERVER_ERROR -> !notDone;
            default -> false;
        };
    }

    private static AttemptDecision decision(AttemptRow entry) {
        return AttemptDecision.ofCode(entry.decision());
    }

    private static ErrorClass cause(AttemptRow entry) {
        return entry.errorClass() == null ? ErrorClass.TIMEOUT : ErrorClass.ofCode(entry.errorClass());
    }
}
