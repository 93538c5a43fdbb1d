package io.millrace.core.execution;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.core.action.ActionRunner.LookedUp;
import io.millrace.core.action.Outcome;
import io.millrace.core.execution.Doubts.Doubt;
import io.millrace.core.execution.RetryRule.Circumstances;
import java.util.function.UnaryOperator;

/**
 * One look whether an earlier call has done its work: judges what came of it. Found, the step is done without another call; not
 * found, the next try may call again; and as long as it cannot be found out, the doubt stays.
 */
final class LookUpTry {
    private final RetryRule retryRule;
    private final UnaryOperator<String> titles;
    private final MeterRegistry metrics;

    /** @param titles the name that people know an action's tool by */
    LookUpTry(RetryRule retryRule, UnaryOperator<String> titles, MeterRegistry metrics) {
        this.retryRule = retryRule;
        this.titles = titles;
        this.metrics = metrics;
    }

    /**
     * What follows for the step, and what the look-up shows of its connection.
     *
     * @param shown for {@link Doors#report}: a look-up that fails is a call that fails, whatever follows for the step
     */
    record Judged(Verdict verdict, Verdict shown) {}

    /** @param action of which was asked if an earlier call has done its work */
    Judged judge(LookedUp looked, Doubt doubt, String action, Circumstances step) {
        count(looked, action);
        String tool = titles.apply(action);
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

    private void count(LookedUp looked, String action) {
        boolean answered = looked.outcome() instanceof Outcome.Succeeded;
        Counter.builder("millrace.lookups")
                .description(
                        "How often a tool was asked whether it had done what it had not answered to, by what was found out")
                .tag("tool", action.substring(0, action.indexOf('.')))
                .tag("result", answered ? (looked.found() ? "found" : "not_there") : "failed")
                .register(metrics)
                .increment();
    }

    private static String before(Doubt doubt) {
        return doubt.crashed()
                ? "The server stopped during an earlier try, which may have done it."
                : "An earlier try may have done it.";
    }
}
