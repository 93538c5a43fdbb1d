package io.millrace.core.execution;

import io.millrace.core.action.Outcome;
import io.millrace.core.workflow.RetryPolicy;
import io.millrace.core.workflow.StepSpec.OnCrash;
import io.millrace.core.workflow.StepSpec.OnUnknown;
import io.millrace.sdk.Effect;
import io.millrace.sdk.ErrorClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What follows a failed try: the error class decides, together with what a second call would do to the outside.
 *
 * <p>An unsafe write that may have happened is never repeated blindly: the step's {@code on_unknown} decides, and without
 * one, a person. A rate limit costs no try, since the tool did nothing wrong and neither did we; but not for ever.
 */
final class RetryRule {
    /** So many tries in all, rate limits included, before a step is given up. */
    static final int MOST_TRIES = 200;

    private static final Duration LONGEST_PAUSE = Duration.ofHours(24);

    /** A tool that asks for no pause at all would be asked again until all tries are used up in a moment. */
    private static final Duration SHORTEST_ASKED = Duration.ofSeconds(1);

    private final RandomGenerator random;

    /** @param random spreads the pauses, so that what failed together does not come back together */
    RetryRule(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param effect what a second call does
     * @param notDone whether the tool promises that a server error left nothing changed
     * @param lookUp whether it can be found out if this try has done its work
     * @param tries recorded before this one
     * @param spent those of them that count
     */
    record Circumstances(
            Effect effect,
            boolean notDone,
            boolean lookUp,
            OnUnknown onUnknown,
            RetryPolicy policy,
            int tries,
            int spent,
            Instant now) {
        /** The same for a call that changes nothing. */
        Circumstances reading() {
            return new Circumstances(Effect.READ, true, false, onUnknown, policy, tries, spent, now);
        }

        Circumstances asOf(Instant later) {
            return new Circumstances(effect, notDone, lookUp, onUnknown, policy, tries, spent, later);
        }

        private boolean usedUp() {
            return spent + 1 >= policy.attempts() || tries + 1 >= MOST_TRIES;
        }
    }

    Verdict judge(Outcome.Failed failed, Circumstances step) {
        ErrorClass errorClass = failed.errorClass();
        if (step.lookUp() && mayHaveHappened(failed, step)) {
            return inDoubt(failed, step);
        }
        return switch (errorClass) {
            case RATE_LIMIT -> rateLimited(failed, step);
            case NETWORK -> retry(failed, step, "nothing was sent");
            case TIMEOUT ->
                step.effect().repeatable()
                        ? retry(
                                failed,
                                step,
                                "the action may be repeated (" + step.effect().code() + ")")
                        : unknown(failed, step, "it may have happened, and the action is unsafe to repeat");
            case SERVER_ERROR -> {
                if (step.effect().repeatable()) {
                    yield retry(
                            failed,
                            step,
                            "the action may be repeated (" + step.effect().code() + ")");
                }
                yield step.notDone()
                        ? retry(failed, step, "the tool promises that nothing was changed")
                        : unknown(failed, step, "it may have happened, and the action is unsafe to repeat");
            }
            case AUTHENTICATION -> fail(failed, "the credentials were refused; mend the connection and restart");
            case AUTHORIZATION -> fail(failed, "the credentials do not allow it; a retry would not change that");
            case NOT_FOUND, CONFLICT, VALIDATION -> fail(failed, "the same call would fail again");
            case QUOTA -> fail(failed, "a quota is used up");
            case CANCELLED ->
                step.effect().repeatable() || failed.exchanges().isEmpty()
                        ? new Verdict.Stop(failed.message())
                        : Verdict.Stop.inDoubt(failed.message());
            case INTERNAL, CRASHED -> fail(failed, "this is a fault of Millrace or of a plugin");
        };
    }

    /** An internal fault says nothing about a request that was never sent; one that was stopped is not judged here. */
    private static boolean mayHaveHappened(Outcome.Failed failed, Circumstances step) {
        return switch (failed.errorClass()) {
            case CANCELLED -> false;
            case INTERNAL, CRASHED -> !failed.exchanges().isEmpty();
            default -> Doubts.isDoubtful(failed.errorClass(), step.notDone());
        };
    }

    private Verdict inDoubt(Outcome.Failed failed, Circumstances step) {
        return step.usedUp()
                ? unknown(failed, step, "it may have happened, and no attempt is left to look whether it has")
                : new Verdict.Retry(
                        failed.errorClass(),
                        failed.message() + " It may have happened, so the next try first looks whether it has.",
                        step.now().plus(asked(failed).orElseGet(() -> pause(step.policy(), step.spent()))),
                        true,
                        true);
    }

    /**
     * What follows when a look-up has shown that the work was not done: it may be tried again at once, since whatever left the
     * doubt has had its pause.
     *
     * @param told what was found out
     */
    Verdict notThere(Doubts.Doubt doubt, String told, Circumstances step) {
        Outcome.Failed failed = new Outcome.Failed(doubt.cause(), told, Optional.empty(), List.of());
        if (step.tries() + 1 >= MOST_TRIES) {
            return fail(failed, "it was tried " + MOST_TRIES + " times");
        }
        if (!doubt.recorded() && step.spent() + 1 >= step.policy().attempts()) {
            return fail(failed, "all " + step.policy().attempts() + " attempts are used up");
        }
        return new Verdict.Retry(doubt.cause(), told + " So it is tried again.", step.now(), !doubt.recorded());
    }

    /** What follows when the next try was to look whether the work is done, and cannot any more. @param why the end of a sentence */
    Verdict cannotLookUp(String why, Circumstances step) {
        Outcome.Failed failed = new Outcome.Failed(
                ErrorClass.TIMEOUT,
                "An earlier try may have done it, and whether it has cannot be looked up any more: " + why + ".",
                Optional.empty(),
                List.of());
        return unknown(failed, step, "the action is unsafe to repeat");
    }

    /** What would follow if a look-up that has failed were a step of its own. */
    Verdict ofReading(Outcome.Failed failed, Circumstances step) {
        return judge(failed, step.reading());
    }

    /**
     * What follows for the step when its look-up has failed: it looks again, as often as a reading call would be tried, and then
     * the outcome is unknown.
     */
    Verdict stillInDoubt(Outcome.Failed failed, Circumstances step) {
        return switch (ofReading(failed, step)) {
            case Verdict.Retry retry ->
                new Verdict.Retry(
                        retry.errorClass(),
                        failed.message() + " The next try looks again.",
                        retry.at(),
                        retry.counts(),
                        true);
            case Verdict.Stop _ -> Verdict.Stop.inDoubt(failed.message());
            default -> {
                // The class of the doubt, not of the look-up: whoever restarts the step has to look again.
                Outcome.Failed doubtful =
                        new Outcome.Failed(ErrorClass.TIMEOUT, failed.message(), Optional.empty(), failed.exchanges());
                yield unknown(doubtful, step, "it may have happened, and the action is unsafe to repeat");
            }
        };
    }

    /**
     * What follows when servers died with the step and it must not be repeated blindly; empty when it is simply run again.
     *
     * @param crashes how many servers died with it
     */
    Optional<Verdict> afterCrash(int crashes, OnCrash onCrash, Effect effect, OnUnknown onUnknown) {
        if (crashes == 0 || onCrash == OnCrash.RETRY || effect.repeatable()) {
            return Optional.empty();
        }
        String message = "The server stopped while this step ran; it may have happened.";
        return switch (onUnknown) {
            case ASK ->
                Optional.of(
                        new Verdict.Ask(ErrorClass.TIMEOUT, message + " The step says on_crash: unknown.", message));
            case RETRY -> Optional.empty();
            case SUCCEED ->
                Optional.of(new Verdict.Done(message + " Counted as done: the step says on_unknown: succeed.", null));
            case FAIL ->
                Optional.of(new Verdict.Fail(
                        ErrorClass.TIMEOUT,
                        message + " The step says on_crash: unknown and on_unknown: fail.",
                        message));
        };
    }

    /** The pause the tool asked for, within reason. */
    private static Optional<Duration> asked(Outcome.Failed failed) {
        return failed.retryAfter()
                .map(asked -> asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked)
                .map(asked -> asked.compareTo(SHORTEST_ASKED) < 0 ? SHORTEST_ASKED : asked);
    }

    private Verdict rateLimited(Outcome.Failed failed, Circumstances step) {
        if (step.tries() + 1 >= MOST_TRIES) {
            return fail(failed, "it was refused " + MOST_TRIES + " times");
        }
        Duration pause = asked(failed).orElseGet(() -> pause(step.policy(), step.tries()));
        String why = failed.retryAfter().isPresent() ? "the tool asked for a pause of " : "waiting ";
        return new Verdict.Retry(
                ErrorClass.RATE_LIMIT,
                failed.message() + " Trying again: " + why + pause + ", which costs no attempt.",
                step.now().plus(pause),
                false);
    }

    private Verdict retry(Outcome.Failed failed, Circumstances step, String why) {
        if (step.spent() + 1 >= step.policy().attempts()) {
            return fail(failed, "all " + step.policy().attempts() + " attempts are used up");
        }
        if (step.tries() + 1 >= MOST_TRIES) {
            return fail(failed, "it was tried " + MOST_TRIES + " times");
        }
        Duration pause = asked(failed).orElseGet(() -> pause(step.policy(), step.spent()));
        return new Verdict.Retry(
                failed.errorClass(),
                failed.message() + " Trying again: " + why + ".",
                step.now().plus(pause),
                true);
    }

    private Verdict unknown(Outcome.Failed failed, Circumstances step, String why) {
        return switch (step.onUnknown()) {
            case ASK ->
                new Verdict.Ask(
                        failed.errorClass(),
                        failed.message() + " The outcome is unknown: " + why + ".",
                        failed.message());
            case RETRY -> retry(failed, step, "the step says on_unknown: retry");
            case SUCCEED ->
                new Verdict.Done(failed.message() + " Counted as done: the step says on_unknown: succeed.", null);
            case FAIL -> fail(failed, "the step says on_unknown: fail");
        };
    }

    private static Verdict fail(Outcome.Failed failed, String why) {
        return new Verdict.Fail(
                failed.errorClass(), failed.message() + " Not tried again: " + why + ".", failed.message());
    }

    /** A random part of the pause that the policy allows after so many tries, at least a tenth of it. */
    private Duration pause(RetryPolicy policy, int before) {
        long initial = policy.initial().toMillis();
        long max = policy.max().toMillis();
        long longest = initial;
        if (policy.backoff() == RetryPolicy.Backoff.EXPONENTIAL) {
            for (int i = 0; i < before && longest < max; i++) {
                longest *= 2;
            }
        }
        long bounded = Math.max(1, Math.min(longest, max));
        return Duration.ofMillis(random.nextLong(bounded / 10, bounded + 1));
    }
}
