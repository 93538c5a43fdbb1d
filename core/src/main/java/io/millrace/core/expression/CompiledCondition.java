package io.millrace.core.expression;

import dev.cel.common.exceptions.CelInvalidArgumentException;
import java.util.List;
import java.util.Set;

/** A condition, with what an evaluation needs besides the data. */
record CompiledCondition(Program program, Expressions.Evaluations evaluations) implements Condition {
    @Override
    public boolean test(Bindings bindings) throws EvaluationException {
        Object value = evaluations.evaluate(
                program, meter -> meter.during(() -> program.evaluate(evaluations.names(bindings), List.of())));
        if (value instanceof Boolean answer) {
            return answer;
        }
        throw program.failed(
                List.of(),
                new CelInvalidArgumentException(
                        "a condition is true or false, and this is " + Values.typeName(value) + "."));
    }

    @Override
    public Set<String> references() {
        return program.references();
    }
}
