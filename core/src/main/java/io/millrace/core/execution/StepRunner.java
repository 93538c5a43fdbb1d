package io.millrace.core.execution;

import io.millrace.core.action.ActionRunner;
import io.millrace.core.action.Outcome;
import io.millrace.core.action.PreparedCall;
import io.millrace.core.connection.SecretMask;
import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.ledger.Committer;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.FenceLostException;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.queue.HandedOver;
import io.millrace.core.queue.NotBegunException;
import io.millrace.core.queue.Slots;
import io.millrace.core.queue.TaskHandler;
import io.millrace.core.queue.TaskQueue;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.PlannedStep;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.Effect;
import io.millrace.sdk.ErrorClass;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue's handler for steps. One step goes through it as: look up what it belongs to, judge its {@code when}, resolve
 * its input, run it, judge what came of it, record it.
 */
final class StepRunner implements TaskHandler {
    private static final Logger log = LoggerFactory.getLogger(StepRunner.class);

    /** So many servers may die with a step before it is given up as the likely cause. */
    static final int MOST_CRASHES = 3;

    /** Before an outcome is offered again to a store that did not answer; each pause is twice the one before. */
    static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Subjects subjects;
    private final ActionRunner actions;
    private final Committer committer;
    private final TaskQueue queue;
    private final Handover handover;
    private final RetryRule retryRule;
    private final Recall recall;
    private final StepMetrics metrics;
    private final Function<String, URI> catchers;
    private final Consumer<Advanced> watchers;
    private final InstantSource clock;

    StepRunner(
            Subjects subjects,
            ActionRunner actions,
            Committer committer,
            TaskQueue queue,
            Handover handover,
            RetryRule retryRule,
            Recall recall,
            StepMetrics metrics,
            Function<String, URI> catchers,
            Consumer<Advanced> watchers,
            InstantSource clock) {
        this.subjects = subjects;
        this.actions = actions;
        this.committer = committer;
        this.queue = queue;
        this.handover = handover;
        this.retryRule = retryRule;
        this.recall = recall;
        this.metrics = metrics;
        this.catchers = catchers;
        this.watchers = watchers;
        this.clock = clock;
    }

    @Override
    public HandedOver handle(TaskRow task, boolean handedOver, Slots slots) {
        return switch (beforeAnyCall(() -> subjects.of(task, handedOver))) {
            case Subjects.Subject subject -> run(subject, task, slots);
            case Subjects.Gone gone -> beforeAnyCall(() -> abandon(task, gone.reason()));
        };
    }

    private static <T> T beforeAnyCall(Supplier<T> work) {
        try {
            return work.get();
        } catch (MillraceException e) {
            throw e.code().retryable() ? new NotBegunException(e) : e;
        }
    }

    private HandedOver run(Subjects.Subject subject, TaskRow task, Slots slots) {
        PlannedStep step = subject.step();
        Instant startedAt = clock.instant();
        Tried tried = attempt(subject, step, task);
        Instant finishedAt = clock.instant();
        metrics.record(step, tried.verdict(), startedAt, finishedAt);
        StepRecord done =
                new StepRecord(task, tried.verdict(), startedAt, finishedAt, tried.input(), tried.exchanges());
        return record(subject.plan(), done, tried, slots);
    }

    private HandedOver abandon(TaskRow task, String reason) {
        log.error("The task {} is given up: {}", task.key(), reason);
        try {
            committer.commit(new Abandonment(task, reason, clock.instant())).ifPresent(watchers);
        } catch (FenceLostException e) {
            log.info("Dropped an outcome: {}", e.getMessage());
        }
        return HandedOver.NONE;
    }

    /**
     * A try and what it left for the journal.
     *
     * @param input masked JSON text
     * @param exchanges masked JSON text
     * @param output the value of {@code verdict}'s output, to be remembered
     */
    private record Tried(
            Verdict verdict,
            @Nullable String input,
            @Nullable String exchanges,
            @Nullable Object output) {
        static Tried of(Verdict verdict) {
            return new Tried(verdict, null, null, null);
        }
    }

    private Tried attempt(Subjects.Subject subject, PlannedStep step, TaskRow task) {
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

    private HandedOver record(Plan plan, StepRecord done, Tried tried, Slots slots) {
        // The slot of this task is free once it is recorded; parallel branches behind it need more. A node that drains
        // takes nothing on: what becomes ready stays in the store.
        int own = slots.closed() ? 0 : 1;
        int spare = own == 0
                ? 0
                : slots.reserveToHandOver(Planning.fork(plan, done.task().key().step()) - 1);
        try {
            Advanced advanced =
                    handover.commit(own, spare, ownership -> commit(new Advance(plan, done, ownership)), List::of);
            remember(done, tried);
            return new HandedOver(advanced.handedOver());
        } catch (FenceLostException e) {
            log.info("Dropped an outcome: {}", e.getMessage());
            return HandedOver.NONE;
        } catch (MillraceException e) {
            if (e.code() != ErrorCode.INTERNAL) {
                throw e;
            }
            return abandon(done.task(), "What follows from this step could not be decided, by a fault of Millrace.");
        }
    }

    /**
     * An outcome that is known is offered until the store takes it, or until this node has no say in it any more: without
     * its record the step would run again. A try that was done although its answer was lost shows as a lost fence.
     */
    private Advanced commit(Advance advance) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return committer.commit(advance);
            } catch (MillraceException e) {
                if (e.code() != ErrorCode.STORE_UNAVAILABLE) {
                    throw e;
                }
                log.warn(
                        "The outcome of {} could not be recorded; trying again in {}",
                        advance.done().task().key(),
                        pause);
                if (!queue.pause(pause)) {
                    throw e;
                }
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private void remember(StepRecord done, Tried tried) {
        if (done.verdict() instanceof Verdict.Done end && end.output() != null) {
            recall.rememberOutput(
                    done.task().key().subject(),
                    done.task().key().step(),
                    done.task().tries() + 1,
                    tried.output());
        }
    }
}
