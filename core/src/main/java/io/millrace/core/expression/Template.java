package io.millrace.core.expression;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiled JSON value whose texts may hold expressions. Safe for use by many threads. */
public interface Template {
    /**
     * The value with every expression replaced by its result: plain JSON values and, where a secret stands,
     * {@link io.millrace.sdk.Sensitive}s. An expression whose value is {@code optional.none()} omits its map entry or
     * list item, and is {@code null} when it is the whole template.
     *
     * @throws EvaluationException when a key is missing, a type is wrong or a bound is exceeded
     */
    @Nullable
    Object resolve(Bindings bindings) throws EvaluationException;

    /**
     * What it reads, so that only that needs loading: {@code event}, {@code steps.post}, {@code vars.SHEET},
     * {@code secrets.TOKEN}. A bare {@code steps} or {@code vars} means all of them.
     */
    Set<String> references();

    /** Whether it holds no expression, so that it resolves to the same value every time. */
    boolean constant();

    /** What is known of the result's type, as a JSON Schema; empty when nothing is. */
    Map<String, Object> resultSchema();
}
