package io.millrace.core.execution;

import io.millrace.core.action.ActionRunner;
import io.millrace.core.action.Outcome;
import io.millrace.core.action.PreparedCall;
import io.millrace.core.connection.SecretMask;
import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.queue.NotBegunException;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.PlannedStep;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.Effect;
import io.millrace.sdk.ErrorClass;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try of one step: judges its {@code when}, resolves its input, runs it, and judges what came of it. Knows neither the
 * queue nor the store.
 */
final class StepTry {
    private static final Logger log = LoggerFactory.getLogger(StepTry.class);

    /** So many servers may die with a step before it is given up as the likely cause. */
    static final int MOST_CRASHES = 3;

    private final ActionRunner actions;
    private final RetryRule retryRule;
    private final Function<String, URI> catchers;
    private final InstantSource clock;

    StepTry(ActionRunner actions, RetryRule retryRule, Function<String, URI> catchers, InstantSource clock) {
        this.actions = actions;
        this.retryRule = retryRule;
        this.catchers = catchers;
        this.clock = clock;
    }

    /**
     * A try and what it left for the journal.
     *
     * @param input masked JSON text
     * @param exchanges masked JSON text
     * @param output the value of {@code verdict}'s output, to be remembered
     */
    record Tried(
            Verdict verdict,
            @Nullable String input,
            @Nullable String exchanges,
            @Nullable Object output) {
        static Tried of(Verdict verdict) {
            return new Tried(verdict, null, null, null);
        }
    }

    /** What fails before anything was sent may be begun again by whoever gets the task next. */
    static <T> T beforeAnyCall(Supplier<T> work) {
        try {
            return work.get();
        } catch (MillraceException e) {
            throw e.code().retryable() ? new NotBegunException(e) : e;
        }
    }

    /** @throws NotBegunException when the store did not answer, and nothing was sent */
    Tried of(Subjects.Subject subject, TaskRow task) {
        PlannedStep step = subject.step();
        if (subject.execution().status() == ExecutionStatus.CANCELLING) {
            return Tried.of(new Verdict.Stop("The execution is being cancelled."));
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
        } catch (OutOfMemoryError | InternalError e) {
            throw e; // this is about the server, not about the step: the task is given back, and at last quarantined
        } catch (RuntimeException | Error e) {
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
        Bindings bindings = subject.bindings();
        if (step.when().isPresent() && !step.when().get().test(bindings)) {
            return Tried.of(new Verdict.Skip("Its condition is false."));
        }
        return switch (step.work()) {
            case PlannedStep.PlannedTransform transform -> transformed(transform, bindings, mask);
            case PlannedStep.PlannedAction action -> call(subject, step, action, task, bindings, mask);
        };
    }

    private static Verdict failure(ErrorClass errorClass, String message) {
        String kept = Journal.message(message);
        return new Verdict.Fail(errorClass, kept + " Not tried again: the same call would fail again.", kept);
    }

    private static Verdict tooLarge(String what) {
        return failure(
                ErrorClass.VALIDATION,
                "The " + what + " is larger than " + (Journal.MAX_VALUE_BYTES >> 10) + " KiB; make it smaller.");
    }

    private static Tried transformed(PlannedStep.PlannedTransform transform, Bindings bindings, SecretMask mask)
            throws EvaluationException {
        Object value = mask.value(transform.value().resolve(bindings));
        return Journal.value(value)
                .map(text -> new Tried(new Verdict.Done("", text), null, null, value))
                .orElseGet(() -> Tried.of(tooLarge("value of this transform")));
    }

    private Tried call(
            Subjects.Subject subject,
            PlannedStep step,
            PlannedStep.PlannedAction action,
            TaskRow task,
            Bindings bindings,
            SecretMask projectMask)
            throws EvaluationException {
        Object resolved = action.input().resolve(bindings);
        if (!(resolved instanceof Map<?, ?> map)) {
            return Tried.of(failure(ErrorClass.VALIDATION, "The input of an action is an object, and this is none."));
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> input = (Map<String, Object>) map;
        SecretMask mask = projectMask.andHiddenIn(input);
        Optional<String> shown = Journal.value(mask.value(input));
        if (shown.isEmpty()) {
            return Tried.of(tooLarge("input"));
        }
        Optional<ActionSpec> spec = actions.spec(action.action());
        Effect effect = spec.map(known -> known.effectFor(input)).orElse(Effect.UNSAFE);
        Optional<Verdict> afterCrash = retryRule.afterCrash(task.crashes(), step.onCrash(), effect, step.onUnknown());
        if (afterCrash.isPresent()) {
            return new Tried(afterCrash.get(), shown.get(), null, null);
        }
        Outcome outcome = actions.run(
                new PreparedCall(
                        subject.execution().project(),
                        action.action(),
                        action.connection(),
                        input,
                        key(task),
                        step.timeout(),
                        catchers.apply(subject.execution().project())),
                mask);
        boolean notDone = spec.map(ActionSpec::serverErrorMeansNotDone).orElse(false);
        return judged(outcome, step, effect, notDone, task, shown.get());
    }

    /** Stable over all tries: the same text reaches the tool however often the step is tried. */
    private static String key(TaskRow task) {
        return Ids.text("exe", task.key().subject()) + "/" + task.key().step() + "/"
                + task.key().item();
    }

    private Tried judged(
            Outcome outcome, PlannedStep step, Effect effect, boolean notDone, TaskRow task, String input) {
        String exchanges = Journal.exchanges(outcome.exchanges());
        return switch (outcome) {
            case Outcome.Succeeded success -> {
                String note = task.crashes() > 0 ? "Repeated: the server stopped during an earlier try." : "";
                yield new Tried(new Verdict.Done(note, success.json()), input, exchanges, success.output());
            }
            case Outcome.Failed failed -> {
                Outcome.Failed kept = new Outcome.Failed(
                        failed.errorClass(),
                        Journal.message(failed.message()),
                        failed.retryAfter(),
                        failed.exchanges());
                Verdict verdict = retryRule.judge(
                        kept,
                        new RetryRule.Circumstances(
                                effect,
                                notDone,
                                step.onUnknown(),
                                step.retry(),
                                task.tries(),
                                task.spent(),
                                clock.instant()));
                yield new Tried(verdict, input, exchanges, null);
            }
        };
    }
}
