package io.millrace.core.execution;

import io.millrace.core.action.ActionRunner;
import io.millrace.core.action.Outcome;
import io.millrace.core.action.PreparedCall;
import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.ledger.Committer;
import io.millrace.core.ledger.FenceLostException;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.queue.HandedOver;
import io.millrace.core.queue.Slots;
import io.millrace.core.queue.TaskHandler;
import io.millrace.core.queue.TaskQueue;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.PlannedStep;
import io.millrace.core.workflow.StepSpec.OnCrash;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.Effect;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Exchange;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
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

    private final Subjects subjects;
    private final ActionRunner actions;
    private final Committer committer;
    private final TaskQueue queue;
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
        this.retryRule = retryRule;
        this.recall = recall;
        this.metrics = metrics;
        this.catchers = catchers;
        this.watchers = watchers;
        this.clock = clock;
    }

    @Override
    public HandedOver handle(TaskRow task, boolean handedOver, Slots slots) {
        Subjects.Subject subject = subjects.of(task, handedOver);
        PlannedStep step = subject.step();
        Instant startedAt = clock.instant();
        Tried tried = attempt(subject, step, task);
        Instant finishedAt = clock.instant();
        metrics.record(step, tried.verdict(), startedAt, finishedAt);
        StepRecord done =
                new StepRecord(task, tried.verdict(), startedAt, finishedAt, tried.input(), tried.exchanges());
        return record(subject.plan(), done, tried, slots);
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
        if (task.crashes() >= MOST_CRASHES) {
            String message = "The server stopped " + task.crashes() + " times while this step ran.";
            return Tried.of(new Verdict.Fail(
                    ErrorClass.INTERNAL, message + " Not tried again: the step may be the cause.", message));
        }
        try {
            Bindings bindings = subject.bindings();
            if (step.when().isPresent() && !step.when().get().test(bindings)) {
                return Tried.of(new Verdict.Skip("Its condition is false."));
            }
            return switch (step.work()) {
                case PlannedStep.PlannedTransform transform -> transformed(transform, bindings);
                case PlannedStep.PlannedAction action -> call(subject, step, action, task, bindings);
            };
        } catch (EvaluationException e) {
            return Tried.of(failure(e.errorClass(), String.valueOf(e.getMessage())));
        }
    }

    private static Verdict failure(ErrorClass errorClass, String message) {
        return new Verdict.Fail(errorClass, message + " Not tried again: the same call would fail again.", message);
    }

    private static Tried transformed(PlannedStep.PlannedTransform transform, Bindings bindings)
            throws EvaluationException {
        Object value = transform.value().resolve(bindings);
        return new Tried(new Verdict.Done("", Json.write(value)), null, null, value);
    }

    private Tried call(
            Subjects.Subject subject,
            PlannedStep step,
            PlannedStep.PlannedAction action,
            TaskRow task,
            Bindings bindings)
            throws EvaluationException {
        Object resolved = action.input().resolve(bindings);
        if (!(resolved instanceof Map<?, ?> map)) {
            return Tried.of(failure(ErrorClass.VALIDATION, "The input of an action is an object, and this is none."));
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> input = (Map<String, Object>) map;
        String shown = Json.write(subject.mask(input));
        Effect effect =
                actions.spec(action.action()).map(spec -> spec.effectFor(input)).orElse(Effect.UNSAFE);
        if (task.crashes() > 0 && step.onCrash() == OnCrash.UNKNOWN && effect == Effect.UNSAFE) {
            String message = "The server stopped while this step ran; it may have happened.";
            return new Tried(
                    new Verdict.Ask(ErrorClass.TIMEOUT, message + " The step says on_crash: unknown.", message),
                    shown,
                    null,
                    null);
        }
        Outcome outcome = actions.run(new PreparedCall(
                subject.execution().project(),
                action.action(),
                action.connection(),
                input,
                key(task),
                step.timeout(),
                catchers.apply(subject.execution().project())));
        return judged(outcome, step, action.action(), effect, task, shown);
    }

    /** Stable over all tries: the same text reaches the tool however often the step is tried. */
    private static String key(TaskRow task) {
        return Ids.text("exe", task.key().subject()) + "/" + task.key().step() + "/"
                + task.key().item();
    }

    private Tried judged(Outcome outcome, PlannedStep step, String action, Effect effect, TaskRow task, String input) {
        String exchanges = outcome.exchanges().isEmpty()
                ? null
                : Json.write(outcome.exchanges().stream().map(StepRunner::view).toList());
        return switch (outcome) {
            case Outcome.Succeeded success -> {
                String note = task.crashes() > 0 ? "Repeated: the server stopped during an earlier try." : "";
                yield new Tried(
                        new Verdict.Done(note, Json.write(success.output())), input, exchanges, success.output());
            }
            case Outcome.Failed failed -> {
                boolean notDone = actions.spec(action)
                        .map(ActionSpec::serverErrorMeansNotDone)
                        .orElse(false);
                Verdict verdict = retryRule.judge(
                        failed,
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

    private static Map<String, Object> view(Exchange exchange) {
        return Map.ofEntries(
                Map.entry("started_at", exchange.startedAt().toString()),
                Map.entry("duration_ms", exchange.duration().toMillis()),
                Map.entry("method", exchange.method()),
                Map.entry("url", exchange.url()),
                Map.entry("request_headers", exchange.requestHeaders()),
                Map.entry("request_body", exchange.requestBody()),
                Map.entry("status", (long) exchange.status()),
                Map.entry("response_headers", exchange.answerHeaders()),
                Map.entry("response_body", exchange.answerBody()),
                Map.entry("remote_address", exchange.remoteAddress()),
                Map.entry("error", exchange.error()));
    }

    private HandedOver record(Plan plan, StepRecord done, Tried tried, Slots slots) {
        // The slot of this task is free once it is recorded; parallel branches behind it need more.
        int spare =
                slots.reserve(Math.max(0, Planning.fork(plan, done.task().key().step()) - 1));
        int own = slots.closed() ? 0 : 1;
        Advanced advanced;
        try {
            advanced = committer.commit(new Advance(plan, done, new Planning.Ownership(queue.node(), own + spare)));
        } catch (FenceLostException e) {
            slots.release(spare);
            log.info("Dropped an outcome: {}", e.getMessage());
            return HandedOver.NONE;
        } catch (RuntimeException e) {
            slots.release(spare);
            throw e;
        }
        slots.release(spare - Math.max(0, advanced.handedOver().size() - own));
        if (done.verdict() instanceof Verdict.Done end && end.output() != null) {
            recall.rememberOutput(
                    done.task().key().subject(),
                    done.task().key().step(),
                    done.task().tries() + 1,
                    tried.output(),
                    end.output().length());
        }
        watchers.accept(advanced);
        advanced.dueAt().ifPresent(queue::due);
        return new HandedOver(advanced.handedOver());
    }
}
