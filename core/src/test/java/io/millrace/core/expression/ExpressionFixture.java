package io.millrace.core.expression;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.core.shared.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tests of expressions share: one language, and short ways to evaluate and to fail. */
final class ExpressionFixture {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    static final Expressions EXPRESSIONS = new Expressions(() -> NOW);

    /** An event of which nothing is known. */
    static final Visible DYNAMIC = Visible.of(Map.of("event", Map.of(), "vars", Map.of(), "steps", Map.of()));

    private ExpressionFixture() {}

    static Visible visible(String schemaJson) {
        return Visible.of(Json.readObject(schemaJson));
    }

    static Visible withSecrets(String... names) {
        return new Visible(DYNAMIC.schema(), Set.of(names), true);
    }

    static Bindings event(String json) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("event", Json.read(json));
        return Bindings.of(values);
    }

    static @Nullable Object evaluate(String expression) throws Exception {
        return evaluate(expression, "{}");
    }

    static @Nullable Object evaluate(String expression, String eventJson) throws Exception {
        return resolve("{{ " + expression + " }}", eventJson);
    }

    static @Nullable Object resolve(@Nullable Object template, String eventJson) throws Exception {
        return EXPRESSIONS.template(template, DYNAMIC).resolve(event(eventJson));
    }

    /** The message of an evaluation that must fail. */
    static String failure(String expression, String eventJson) {
        EvaluationException failure =
                catchThrowableOfType(EvaluationException.class, () -> evaluate(expression, eventJson));
        return failure == null ? "no failure" : String.valueOf(failure.getMessage());
    }

    /** What is wrong with a template that must not compile. */
    static ExpressionException refusal(@Nullable Object template, Visible visible) {
        ExpressionException refusal =
                catchThrowableOfType(ExpressionException.class, () -> EXPRESSIONS.template(template, visible));
        if (refusal == null) {
            throw new AssertionError("compiles: " + template);
        }
        return refusal;
    }

    static ExpressionException.Finding finding(String expression, Visible visible) {
        return refusal("{{" + expression + "}}", visible).findings().getFirst();
    }
}
