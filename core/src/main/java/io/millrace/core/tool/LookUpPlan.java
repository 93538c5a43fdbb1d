package io.millrace.core.tool;

import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.Condition;
import io.millrace.core.expression.EvaluationException;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.LookUp.Answer;
import io.millrace.sdk.ToolException;
import java.util.Map;
import java.util.Optional;

/** A look-up of a manifest, compiled: one request, and whether its answer shows the effect of an earlier call. */
final class LookUpPlan {
    private final Optional<Condition> when;
    private final ExchangePlan exchange;
    private final Condition foundWhen;

    LookUpPlan(Manifest.LookUpText written, Names names, Compiler compiler) {
        this.when = compiler.condition(written.when(), names.input());
        this.exchange = new ExchangePlan(written.exchange(), names, compiler);
        this.foundWhen = compiler.condition(written.foundWhen(), names.answer());
    }

    /**
     * Whether the effect of a call with this input can be told from others. A condition that cannot be judged does not hold.
     *
     * @param input with the defaults of the action's schema
     */
    boolean canTell(Map<String, Object> input) {
        if (when.isEmpty()) {
            return true;
        }
        try {
            return when.get().test(Bindings.of(Map.of("input", input)));
        } catch (EvaluationException _) {
            return false;
        }
    }

    /** Unlike that of a failure, an answer of another shape is no answer: taking it for "not there" would do the work twice. */
    Answer ask(Attempt attempt, Optional<Credentials> credentials) throws ToolException {
        AnswerView answer = exchange.answer(attempt, credentials);
        try {
            return foundWhen.test(attempt.bindings(answer))
                    ? Answer.found(exchange.output(attempt, answer))
                    : Answer.NOT_THERE;
        } catch (EvaluationException e) {
            throw new ToolException(
                    ErrorClass.INTERNAL,
                    "What " + attempt.tool() + " answered to '" + attempt.action()
                            + "' is not what the tool's manifest expects: " + e.getMessage() + " Correct the manifest.",
                    e);
        }
    }
}
