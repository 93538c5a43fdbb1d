package io.millrace.core.execution;

import io.millrace.core.action.ActionRunner;
import io.millrace.core.action.Outcome;
import io.millrace.core.action.PreparedCall;
import io.millrace.core.connection.SecretMask;
import io.millrace.core.execution.StepTry.Tried;
import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.Ids;
import io.millrace.core.workflow.PlannedStep;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.Effect;
import io.millrace.sdk.ErrorClass;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One call of an action: resolves its input, looks whether its result is known, runs it, and judges what came of it. */
final class ActionTry {
    private final ActionRunner actions;
    private final ResultCache results;
    private final Doors doors;
    private final RetryRule retryRule;
    private final Function<String, URI> catchers;
    private final int largestValue;
    private final InstantSource clock;

    /** @param largestValue the most bytes of JSON that an input may have */
    ActionTry(
            ActionRunner actions,
            ResultCache results,
            Doors doors,
            RetryRule retryRule,
            Function<String, URI> catchers,
            int largestValue,
            InstantSource clock) {
        this.actions = actions;
        this.results = results;
        this.doors = doors;
        this.retryRule = retryRule;
        this.catchers = catchers;
        this.largestValue = largestValue;
        this.clock = clock;
    }

    /** @param projectMask hides the project's secrets */
    Tried call(
            Subjects.Subject subject,
            PlannedStep.PlannedAction action,
            TaskRow task,
            Bindings bindings,
            SecretMask projectMask)
            throws EvaluationException {
        PlannedStep step = subject.step();
        Object resolved = action.input().resolve(bindings);
        if (!(resolved instanceof Map<?, ?> map)) {
            return Tried.of(
                    StepTry.failure(ErrorClass.VALIDATION, "The input of an action is an object, and this is none."));
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> input = (Map<String, Object>) map;
        SecretMask mask = projectMask.andHiddenIn(input);
        Optional<String> shown = Journal.value(mask.value(input), largestValue);
        if (shown.isEmpty()) {
            return Tried.of(StepTry.tooLarge("input", largestValue));
        }
        Optional<ActionSpec> spec = actions.spec(action.action());
        Effect effect = spec.map(known -> known.effectFor(input)).orElse(Effect.UNSAFE);
        Optional<Verdict> afterCrash = retryRule.afterCrash(task.crashes(), step.onCrash(), effect, step.onUnknown());
        if (afterCrash.isPresent()) {
            return new Tried(afterCrash.get(), shown.get(), null, null);
        }
        Optional<CachedCall> cached = results.call(subject.execution().project(), action, effect, input, bindings);
        Optional<ResultCache.Reused> reused = cached.flatMap(call -> results.find(call, mask));
        if (reused.isPresent()) {
            Verdict verdict =
                    new Verdict.Reuse(reused.get().reason(), reused.get().json());
            return new Tried(verdict, shown.get(), null, reused.get().output());
        }
        if (action.connection().isPresent()
                && !StepTry.beforeAnyCall(
                        () -> doors.enter(task, action.connection().get()))) {
            return Tried.PARKED;
        }
        Outcome outcome = run(subject, action, input, mask);
        boolean notDone = spec.map(ActionSpec::serverErrorMeansNotDone).orElse(false);
        Tried tried = judged(outcome, step, effect, notDone, task, shown.get(), cached);
        action.connection()
                .ifPresent(connection -> doors.report(
                        task.project(),
                        connection,
                        tried.verdict(),
                        actions.allowance(action.action(), outcome, clock.instant())));
        return tried;
    }

    private Outcome run(
            Subjects.Subject subject, PlannedStep.PlannedAction action, Map<String, Object> input, SecretMask mask) {
        String project = subject.execution().project();
        PreparedCall call = new PreparedCall(
                project,
                action.action(),
                action.connection(),
                input,
                key(subject),
                subject.step().timeout(),
                catchers.apply(project));
        action.connection().ifPresent(connection -> doors.begins(project, connection));
        try {
            return actions.run(call, mask);
        } finally {
            action.connection().ifPresent(connection -> doors.ended(project, connection));
        }
    }

    /** Stable over all tries: the same text reaches the tool however often the step is tried. */
    private static String key(Subjects.Subject subject) {
        return Ids.text("exe", subject.execution().id()) + "/" + subject.step().id() + "/"
                + subject.item().map(Subjects.Item::number).orElse(0);
    }

    private Tried judged(
            Outcome outcome,
            PlannedStep step,
            Effect effect,
            boolean notDone,
            TaskRow task,
            String input,
            Optional<CachedCall> cached) {
        String exchanges = Journal.exchanges(outcome.exchanges());
        return switch (outcome) {
            case Outcome.Succeeded success -> {
                String note = task.crashes() > 0 ? "Repeated: the server stopped during an earlier try." : "";
                yield new Tried(new Verdict.Done(note, success.json()), input, exchanges, success.output(), cached);
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
