package io.millrace.core.execution;

import io.millrace.core.connection.SecretMask;
import io.millrace.core.connection.Variables;
import io.millrace.core.execution.StepTry.Tried;
import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.PlannedStep.PlannedVariable;
import io.millrace.sdk.ErrorClass;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Steps that give a variable a value. Only the value is found here; it is written by the commit that records the step. */
final class VariableTry {
    /** The most bytes of JSON that the step's input may have, {@code if_current} included. */
    private static final int MOST_INPUT = 1 << 20;

    private VariableTry() {}

    /** @throws EvaluationException when an expression has no value */
    static Tried of(String step, PlannedVariable variable, Bindings bindings, SecretMask mask)
            throws EvaluationException {
        Map<?, ?> resolved = variable.values().resolve(bindings) instanceof Map<?, ?> map ? map : Map.of();
        Object value = mask.value(resolved.get("value"));
        if (value == null) {
            return unusable(step, "has no value, and a variable needs one");
        }
        if (Json.writeBytes(value).length > Variables.MAX_VALUE_BYTES) {
            return unusable(step, "is longer than " + Variables.MAX_VALUE_BYTES + " bytes as JSON");
        }
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put("name", variable.name());
        input.put("value", value);
        Map<String, @Nullable Object> output = Map.copyOf(input);
        if (resolved.containsKey("if_current")) {
            input.put("if_current", mask.value(resolved.get("if_current")));
        }
        String ifCurrent = input.containsKey("if_current") ? Json.write(input.get("if_current")) : null;
        return Journal.value(input, MOST_INPUT)
                .map(text -> new Tried(assign(variable.name(), value, ifCurrent, output), text, null, output))
                .orElseGet(() -> Tried.of(StepTry.tooLarge("value of 'if_current'", MOST_INPUT)));
    }

    /** What comes of it when the project has no room for another variable. */
    static Tried full() {
        return Tried.of(StepTry.failure(
                ErrorClass.QUOTA,
                "The project has " + Variables.MAX_PER_PROJECT
                        + " variables, the most there can be. Delete one first."));
    }

    private static Verdict assign(
            String name, Object value, @Nullable String ifCurrent, Map<String, @Nullable Object> output) {
        return new Verdict.Assign(name, Json.write(value), ifCurrent, Json.write(output));
    }

    private static Tried unusable(String step, String why) {
        return Tried.of(
                StepTry.failure(ErrorClass.VALIDATION, "'set_variable.value' of the step '" + step + "' " + why + "."));
    }
}
