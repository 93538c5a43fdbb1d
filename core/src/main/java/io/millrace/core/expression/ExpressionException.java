package io.millrace.core.expression;

import java.util.List;
import java.util.stream.Collectors;

/** An expression, or several of one template, that do not compile. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    ExpressionException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    /** Everything that is wrong, in the order of the template. Never empty. */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * One thing that is wrong.
     *
     * @param path keys and indexes from the template's root to the text; empty for a condition
     * @param offset where in that text, in characters from 0
     * @param message what is wrong and what would be right
     */
    public record Finding(List<Object> path, int offset, String message) {
        public Finding {
            path = List.copyOf(path);
        }

        @Override
        public String toString() {
            String place = path.isEmpty() ? "" : TemplatePath.text(path) + ": ";
            return place + message + " (at character " + (offset + 1) + ")";
        }
    }
}
