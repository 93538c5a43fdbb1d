package io.millrace.core.execution;

import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.workflow.StepStatus;
import io.millrace.sdk.ErrorClass;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether an earlier try of a step may have done its work without anybody hearing of it. The journal tells: its newest entry of the
 * step says what was known when it was written, so a doubt outlives servers, cancels and restarts, and is over once an entry
 * says so: a look-up that found nothing, or a person's word.
 */
final class Doubts {
    /** The decision after a try that leaves a doubt: another try, which first looks whether the work is done. */
    static final String LOOK_UP = "look_up";

    private final ExecutionStore executions;

    Doubts(ExecutionStore executions) {
        this.executions = executions;
    }

    /**
     * A doubt.
     *
     * @param cause how the try ended that left it
     */
    record Doubt(ErrorClass cause) {
        /** A server that died with a try has recorded none, so what follows counts in its place. */
        boolean crashed() {
            return cause == ErrorClass.CRASHED;
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
            return Optional.of(new Doubt(ErrorClass.CRASHED));
        }
        return newest(subject, task)
                .filter(entry -> leavesDoubt(entry, notDone))
                .map(entry -> new Doubt(entry.errorClass() == null ? ErrorClass.TIMEOUT : cause(entry.errorClass())));
    }

    private Optional<AttemptRow> newest(Subjects.Subject subject, TaskRow task) {
        long execution = subject.execution().id();
        String step = subject.step().id();
        if (subject.item().isEmpty()) {
            return task.tries() == 0 ? Optional.empty() : executions.attempt(execution, step, task.tries());
        }
        Subjects.Item item = subject.item().get();
        if (item.triesBefore() + task.tries() == 0) {
            return Optional.empty();
        }
        List<AttemptRow> entries = executions.itemAttempts(execution, step, item.index());
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
    }

    private static boolean leavesDoubt(AttemptRow entry, boolean notDone) {
        return switch (entry.decision()) {
            case LOOK_UP, "ask" -> true;
            case "stop" ->
                entry.status().equals(StepStatus.UNKNOWN.code()) || (called(entry) && doubtful(entry, notDone));
            case "fail" -> doubtful(entry, notDone);
            default -> false;
        };
    }

    /** A try that never came to its call has no input either. */
    private static boolean called(AttemptRow entry) {
        return entry.input() != null;
    }

    private static boolean doubtful(AttemptRow entry, boolean notDone) {
        return entry.errorClass() != null && isDoubtful(cause(entry.errorClass()), notDone);
    }

    /** Whether a call that ended so may have done its work. */
    static boolean isDoubtful(@Nullable ErrorClass errorClass, boolean notDone) {
        return switch (errorClass) {
            case TIMEOUT, CANCELLED, CRASHED, INTERNAL -> true;
            case SERVER_ERROR -> !notDone;
            case null, default -> false;
        };
    }

    private static ErrorClass cause(String code) {
        return ErrorClass.ofCode(code);
    }
}
