package io.millrace.core.execution;

import io.millrace.core.action.ActionRunner;
import io.millrace.core.action.Outcome;
import io.millrace.core.action.PreparedCall;
import io.millrace.core.connection.SecretMask;
import io.millrace.core.execution.Doubts.Doubt;
import io.millrace.core.execution.StepTry.Tried;
import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.PlannedStep;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.Effect;
import io.millrace.sdk.ErrorClass;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of an action: resolves its input, looks whether its result is known, runs it, and judges what came of it. */
final class ActionTry {
    private final ActionRunner actions;
    private final ResultCache results;
    private final Doors doors;
    private final RetryRule retryRule;
    private final Doubts doubts;
    private final LookUpTry lookUps;
    private final Function<String, URI> catchers;
    private final int largestValue;
    private final InstantSource clock;

    /** @param largestValue the most bytes of JSON that an input may have */
    ActionTry(
            ActionRunner actions,
            ResultCache results,
            Doors doors,
            RetryRule retryRule,
            Doubts doubts,
            LookUpTry lookUps,
            Function<String, URI> catchers,
            int largestValue,
            InstantSource clock) {
        this.actions = actions;
        this.results = results;
        this.doors = doors;
        this.retryRule = retryRule;
        this.doubts = doubts;
        this.lookUps = lookUps;
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
        Optional<Map<String, Object>> input = object(action.input().resolve(bindings));
        if (input.isEmpty()) {
            return Tried.of(
                    StepTry.failure(ErrorClass.VALIDATION, "The input of an action is an object, and this is none."));
        }
        SecretMask mask = projectMask.andHiddenIn(input.get());
        Optional<String> shown = Journal.value(mask.value(input.get()), largestValue);
        if (shown.isEmpty()) {
            return Tried.of(StepTry.tooLarge("input", largestValue));
        }
        RetryRule.Circumstances circumstances = circumstances(action, input.get(), subject.step(), task);
        if (!circumstances.lookUp()) {
            Optional<Tried> blind = withoutLookUp(subject, task, circumstances, shown.get());
            if (blind.isPresent()) {
                return blind.get();
            }
        }
        Optional<CachedCall> cached =
                results.call(subject.execution().project(), action, circumstances.effect(), input.get(), bindings);
        Optional<ResultCache.Reused> known = cached.flatMap(call -> results.find(call, mask));
        if (known.isPresent()) {
            return reused(known.get(), shown.get());
        }
        PreparedCall call = prepared(subject, action, input.get());
        return called(new Ready(subject, task, call, mask, circumstances, shown.get()), cached);
    }

    /**
     * A call that is to be made, or looked up.
     *
     * @param shown the input as the journal has it
     */
    private record Ready(
            Subjects.Subject subject,
            TaskRow task,
            PreparedCall call,
            SecretMask mask,
            RetryRule.Circumstances circumstances,
            String shown) {}

    private Tried called(Ready ready, Optional<CachedCall> cached) {
        RetryRule.Circumstances circumstances = ready.circumstances();
        Optional<Doubt> doubt = circumstances.lookUp()
                ? StepTry.beforeAnyCall(() -> doubts.of(ready.subject(), ready.task(), circumstances.notDone()))
                : Optional.empty();
        Set<String> read = ready.subject().step().work().references();
        if (doubt.isPresent() && !doubt.get().isAbout(ready.shown(), read)) {
            return cannotLookUp(doubt.get(), "its input is another one now", circumstances);
        }
        PreparedCall call = ready.call();
        if (call.connection().isPresent()
                && !StepTry.beforeAnyCall(
                        () -> doors.enter(ready.task(), call.connection().get()))) {
            return Tried.PARKED;
        }
        cached.ifPresent(_ -> results.missed());
        if (doubt.isPresent()) {
            return looked(ready, doubt.get());
        }
        Outcome outcome = during(call, () -> actions.run(call, ready.mask()));
        Tried tried = judged(outcome, circumstances.asOf(clock.instant()), ready.task(), ready.shown(), cached);
        report(call, tried.verdict(), outcome);
        return tried;
    }

    /** What follows before any call, where nobody can look whether an earlier one has done its work; empty when it is made. */
    private Optional<Tried> withoutLookUp(
            Subjects.Subject subject, TaskRow task, RetryRule.Circumstances circumstances, String shown) {
        PlannedStep step = subject.step();
        Optional<Doubt> left = circumstances.effect().repeatable()
                ? Optional.empty()
                : StepTry.beforeAnyCall(() -> doubts.leftToLookUp(subject, task));
        if (left.isPresent()) {
            return Optional.of(cannotLookUp(left.get(), "its input or the tool has changed since", circumstances));
        }
        return retryRule
                .afterCrash(task.crashes(), step.onCrash(), circumstances.effect(), step.onUnknown())
                .map(verdict -> new Tried(verdict, shown, null, null));
    }

    /** The journal goes on telling what was called: the input as it is now says nothing of that. */
    private Tried cannotLookUp(Doubt doubt, String why, RetryRule.Circumstances circumstances) {
        return new Tried(
                retryRule.cannotLookUp(why, circumstances), doubt.input().orElse(null), null, null);
    }

    private static Tried reused(ResultCache.Reused known, String input) {
        return new Tried(new Verdict.Reuse(known.reason(), known.json()), input, null, known.output());
    }

    private RetryRule.Circumstances circumstances(
            PlannedStep.PlannedAction action, Map<String, Object> input, PlannedStep step, TaskRow task) {
        Optional<ActionSpec> spec = actions.spec(action.action());
        Effect effect = spec.map(known -> known.effectFor(input)).orElse(Effect.UNSAFE);
        return new RetryRule.Circumstances(
                effect,
                spec.map(ActionSpec::serverErrorMeansNotDone).orElse(false),
                effect == Effect.UNSAFE && actions.canLookUp(action.action(), input),
                step.onUnknown(),
                step.retry(),
                task.tries(),
                task.spent(),
                clock.instant());
    }

    /**
     * Whether a call of a step that nobody knows the end of leaves a doubt. One whose input cannot be resolved any more is taken for
     * unsafe where the input decides.
     *
     * @throws MillraceException {@code store_unavailable}
     */
    boolean leavesDoubt(Subjects.Subject subject) {
        if (!(subject.step().work() instanceof PlannedStep.PlannedAction action)) {
            return false;
        }
        Optional<ActionSpec> spec = actions.spec(action.action());
        if (spec.isEmpty() || spec.get().effectBy().isEmpty()) {
            return spec.map(ActionSpec::effect).orElse(Effect.UNSAFE) == Effect.UNSAFE;
        }
        try {
            return object(action.input().resolve(subject.bindings()))
                    .map(input -> spec.get().effectFor(input) == Effect.UNSAFE)
                    .orElse(true);
        } catch (EvaluationException _) {
            return true;
        } catch (MillraceException e) {
            if (e.code().retryable()) {
                throw e;
            }
            return true; // what it reads is gone
        }
    }

    private static Optional<Map<String, Object>> object(@Nullable Object resolved) {
        if (!(resolved instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((name, value) -> object.put(String.valueOf(name), value));
        return Optional.of(object);
    }

    private Tried looked(Ready ready, Doubt doubt) {
        PreparedCall call = ready.call();
        ActionRunner.LookedUp looked = during(call, () -> actions.lookUp(call, ready.mask()));
        LookUpTry.Judged judged = lookUps.judge(
                looked, doubt, call.action(), ready.circumstances().asOf(clock.instant()));
        report(call, judged.shown(), looked.outcome());
        Object output = looked.outcome() instanceof Outcome.Succeeded success ? success.output() : null;
        return new Tried(
                judged.verdict(),
                ready.shown(),
                Journal.exchanges(looked.outcome().exchanges()),
                output);
    }

    private void report(PreparedCall call, Verdict shown, Outcome outcome) {
        call.connection()
                .ifPresent(connection -> doors.report(
                        call.project(), connection, shown, actions.allowance(call.action(), outcome, clock.instant())));
    }

    private PreparedCall prepared(
            Subjects.Subject subject, PlannedStep.PlannedAction action, Map<String, Object> input) {
        String project = subject.execution().project();
        return new PreparedCall(
                project,
                action.action(),
                action.connection(),
                input,
                key(subject),
                subject.step().timeout(),
                catchers.apply(project));
    }

    private <T> T during(PreparedCall call, Supplier<T> work) {
        call.connection().ifPresent(connection -> doors.begins(call.project(), connection));
        try {
            return work.get();
        } finally {
            call.connection().ifPresent(connection -> doors.ended(call.project(), connection));
        }
    }

    /** Stable over all tries: the same text reaches the tool however often the step is tried. */
    private static String key(Subjects.Subject subject) {
        return Ids.text("exe", subject.execution().id()) + "/" + subject.step().id() + "/"
                + subject.item().map(Subjects.Item::number).orElse(0);
    }

    private Tried judged(
            Outcome outcome,
            RetryRule.Circumstances circumstances,
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
                Verdict verdict = retryRule.judge(kept, circumstances);
                yield new Tried(verdict, input, exchanges, null);
            }
        };
    }
}
