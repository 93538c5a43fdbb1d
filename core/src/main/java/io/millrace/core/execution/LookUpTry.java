package io.millrace.core.execution;

import io.millrace.core.action.ActionRunner.LookedUp;
import io.millrace.core.action.Outcome;
import io.millrace.core.execution.Doubts.Doubt;
import io.millrace.core.execution.RetryRule.Circumstances;

/**
 * One look whether an earlier call has done its work: judges what came of it. Found, the step is done without another call; not
 * found, the next try may call again; and as long as it cannot be found out, the doubt stays.
 */
final class LookUpTry {
    private final RetryRule retryRule;

    LookUpTry(RetryRule retryRule) {
        this.retryRule = retryRule;
    }

    /**
     * What follows for the step, and what the look-up shows of its connection.
     *
     * @param shown for {@link Doors#report}: a look-up that fails is a call that fails, whatever follows for the step
     */
    record Judged(Verdict verdict, Verdict shown) {}

    /** @param tool the name of the tool that was asked */
    Judged judge(LookedUp looked, Doubt doubt, String tool, Circumstances step) {
        return switch (looked.outcome()) {
            case Outcome.Succeeded success
            when looked.found() -> {
                Verdict done = new Verdict.Done(before(doubt) + " Asked " + tool + ": it is done.", success.json());
                yield new Judged(done, done);
            }
            case Outcome.Succeeded _ ->
                new Judged(
                        retryRule.notThere(doubt, before(doubt) + " Asked " + tool + ": it is not there.", step),
                        new Verdict.Done("", null));
            case Outcome.Failed failed -> {
                Outcome.Failed told = new Outcome.Failed(
                        failed.errorClass(),
                        Journal.message(
                                "Whether an earlier try has done it could not be found out. " + failed.message()),
                        failed.retryAfter(),
                        failed.exchanges());
                yield new Judged(retryRule.stillInDoubt(told, step), retryRule.ofReading(told, step));
            }
        };
    }

    private static String before(Doubt doubt) {
        return doubt.crashed()
                ? "The server stopped during an earlier try, which may have done it."
                : "An earlier try may have done it.";
    }
}
