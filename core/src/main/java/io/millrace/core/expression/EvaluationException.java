package io.millrace.core.expression;

import io.millrace.sdk.ErrorClass;
import java.util.List;

/**
 * An expression that compiled and has no value for this data: a missing key, a wrong type, an exceeded bound. The message
 * names the place in the template and the expression and never quotes a secret.
 */
public final class EvaluationException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int QUOTED = 200;

    private final transient List<Object> path;

    EvaluationException(List<Object> path, String expression, String reason, Throwable cause) {
        super(sentence(path, expression, reason), cause);
        this.path = List.copyOf(path);
    }

    /** Keys and indexes from the template's root to the text of the expression; empty for a condition. */
    public List<Object> path() {
        return path;
    }

    /** How a step that fails by this is classified: the same data would fail again. */
    public ErrorClass errorClass() {
        return ErrorClass.VALIDATION;
    }

    private static String sentence(List<Object> path, String expression, String reason) {
        String quoted = expression.length() <= QUOTED ? expression : expression.substring(0, QUOTED) + "...";
        String place = path.isEmpty() ? "" : " in '" + TemplatePath.text(path) + "'";
        return "The expression '" + quoted + "'" + place + " has no value: " + reason;
    }
}
