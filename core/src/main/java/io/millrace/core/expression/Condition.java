package io.millrace.core.expression;

import java.util.Set;

/** A compiled expression that says yes or no. Safe for use by many threads. */
public interface Condition {
    /** @throws EvaluationException when a key is missing, a type is wrong, a bound is exceeded or the value is no boolean */
    boolean test(Bindings bindings) throws EvaluationException;

    /**
     * What it reads, so that only that needs loading: {@code event}, {@code steps.post}, {@code vars.SHEET}. A bare
     * {@code steps} or {@code vars} means all of them.
     */
    Set<String> references();
}
