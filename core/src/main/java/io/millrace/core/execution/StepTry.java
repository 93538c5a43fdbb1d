package io.millrace.core.execution;

import io.millrace.core.connection.SecretMask;
import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.queue.NotBegunException;
import io.millrace.core.queue.TaskStore;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.PlannedStep;
import io.millrace.sdk.ErrorClass;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try of one step: judges its {@code when}, has its kind of work done, and takes what goes wrong there for a failure of the
 * step. Knows neither the queue nor the store.
 */
final class StepTry {
    private static final Logger log = LoggerFactory.getLogger(StepTry.class);

    /** So many servers may die with a step before it is given up as the likely cause. */
    static final int MOST_CRASHES = TaskStore.LAST_CHANCE + 1;

    private final ActionTry actions;
    private final Waits waits;
    private final ApprovalTry approvals;
    private final CallTry calls;
    private final ForeachTry lists;
    private final int largestValue;

    /** @param largestValue the most bytes of JSON that an input or an output may have */
    StepTry(ActionTry actions, Waits waits, ApprovalTry approvals, CallTry calls, ForeachTry lists, int largestValue) {
        this.actions = actions;
        this.waits = waits;
        this.approvals = approvals;
        this.calls = calls;
        this.lists = lists;
        this.largestValue = largestValue;
    }

    /**
     * A try and what it left for the journal.
     *
     * @param input masked JSON text
     * @param exchanges masked JSON text
     * @param output the value of {@code verdict}'s output, to be remembered
     * @param cached the call that was made, when its result may be reused
     */
    record Tried(
            Verdict verdict,
            @Nullable String input,
            @Nullable String exchanges,
            @Nullable Object output,
            Optional<CachedCall> cached) {
        /** Nothing was tried: the task waits in a lane now, and nothing is to be recorded of it. */
        static final Tried PARKED = of(new Verdict.Stop("It waits for its turn."));

        /** A try whose result is its own. */
        Tried(Verdict verdict, @Nullable String input, @Nullable String exchanges, @Nullable Object output) {
            this(verdict, input, exchanges, output, Optional.empty());
        }

        static Tried of(Verdict verdict) {
            return new Tried(verdict, null, null, null);
        }

        /** The step is done, with an output that is known to be small enough. */
        static Tried done(Map<String, Object> output) {
            return new Tried(new Verdict.Done("", Json.write(output)), null, null, output);
        }
    }

    /** What fails before anything was sent may be begun again by whoever gets the task next. */
    static <T> T beforeAnyCall(Supplier<T> work) {
        try {
            return work.get();
        } catch (MillraceException e) {
            throw notBegun(e);
        }
    }

    /** What to throw instead of what went wrong before anything was sent. */
    static RuntimeException notBegun(MillraceException e) {
        return e.code().retryable() ? new NotBegunException(e) : e;
    }

    /** @throws NotBegunException when the store did not answer, and nothing was sent */
    Tried of(Subjects.Subject subject, TaskRow task) {
        PlannedStep step = subject.step();
        if (subject.execution().status() == ExecutionStatus.CANCELLING) {
            return Tried.of(
                    task.crashes() > 0
                            ? Verdict.Stop.crashed(beforeAnyCall(() -> actions.leavesDoubt(subject)))
                            : new Verdict.Stop("The execution is being cancelled."));
        }
        if (task.crashes() >= MOST_CRASHES) {
            String message = "The server stopped " + task.crashes() + " times while this step ran.";
            return Tried.of(new Verdict.Fail(
                    ErrorClass.INTERNAL, message + " Not tried again: the step may be the cause.", message));
        }
        SecretMask mask = beforeAnyCall(subject::mask);
        try {
            return tried(subject, step, task, mask);
        } catch (EvaluationException e) {
            return Tried.of(failure(e.errorClass(), mask.text(String.valueOf(e.getMessage()))));
        } catch (NotBegunException e) {
            throw e; // the store did not answer before the call: the task is given back, and the step has not failed
        } catch (OutOfMemoryError | InternalError e) {
            throw e; // this is about the server, not about the step: the task is given back, and at last quarantined
        } catch (RuntimeException | Error e) {
            if (e instanceof MillraceException told && told.code() == ErrorCode.BLOB_MISSING) {
                return Tried.of(failure(ErrorClass.INTERNAL, String.valueOf(told.getMessage())));
            }
            if (e instanceof MillraceException told && told.code().retryable()) {
                // Only what is asked before the call ends so: the store did not answer, and nothing was sent.
                throw new NotBegunException(told);
            }
            log.error("The step {} failed in a way it should not", task.key(), e);
            return Tried.of(new Verdict.Fail(
                    ErrorClass.INTERNAL,
                    "This is a fault of Millrace or of a plugin: "
                            + Journal.message(mask.text(String.valueOf(e.getMessage()))),
                    "The step failed by a fault of Millrace or of a plugin."));
        }
    }

    private Tried tried(Subjects.Subject subject, PlannedStep step, TaskRow task, SecretMask mask)
            throws EvaluationException {
        Optional<AttemptRow> waited = subject.waited();
        if (waited.isPresent()) {
            return over(step, waited.get()); // its condition was true when it began to wait, and is not asked again
        }
        Bindings bindings = subject.bindings();
        if (subject.item().isEmpty()) {
            if (step.when().isPresent() && !step.when().get().test(bindings)) {
                return Tried.of(new Verdict.Skip("Its condition is false."));
            }
            if (step.foreach().isPresent()) {
                return lists.begin(subject, step.foreach().get(), bindings, mask);
            }
        }
        return switch (step.work()) {
            case PlannedStep.PlannedTransform transform -> transformed(transform, bindings, mask);
            case PlannedStep.PlannedWait wait -> waits.begin(step.id(), wait, bindings, mask);
            case PlannedStep.PlannedVariable variable ->
                subject.roomFor(variable.name())
                        ? VariableTry.of(step.id(), variable, bindings, mask)
                        : VariableTry.full();
            case PlannedStep.PlannedApproval approval -> approvals.begin(step.id(), approval, bindings, mask);
            case PlannedStep.PlannedCall call -> calls.begin(subject.execution(), task, call, bindings, mask);
            case PlannedStep.PlannedAction action -> actions.call(subject, action, task, bindings, mask);
        };
    }

    /** The time that a step waited for has come. */
    private Tried over(PlannedStep step, AttemptRow begun) {
        return switch (step.work()) {
            case PlannedStep.PlannedWait wait -> waits.over(begun);
            case PlannedStep.PlannedApproval approval -> approvals.unanswered(approval, begun);
            case PlannedStep.PlannedCall call -> CallTry.late(call);
            case PlannedStep.PlannedVariable variable -> throw notWaiting(step);
            case PlannedStep.PlannedTransform transform -> throw notWaiting(step);
            case PlannedStep.PlannedAction action -> throw notWaiting(step);
        };
    }

    private static IllegalStateException notWaiting(PlannedStep step) {
        return new IllegalStateException("the step " + step.id() + " is of a kind that does not wait");
    }

    static Verdict failure(ErrorClass errorClass, String message) {
        String kept = Journal.message(message);
        return new Verdict.Fail(errorClass, kept + " Not tried again: the same call would fail again.", kept);
    }

    static Verdict tooLarge(String what, int largestValue) {
        return failure(
                ErrorClass.VALIDATION,
                "The " + what + " is larger than " + (largestValue >> 10) + " KiB; make it smaller.");
    }

    private Tried transformed(PlannedStep.PlannedTransform transform, Bindings bindings, SecretMask mask)
            throws EvaluationException {
        Object value = mask.value(transform.value().resolve(bindings));
        return Journal.value(value, largestValue)
                .map(text -> new Tried(new Verdict.Done("", text), null, null, value))
                .orElseGet(() -> Tried.of(tooLarge("value of this transform", largestValue)));
    }
}
