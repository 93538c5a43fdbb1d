package io.millrace.core.tool;

import io.millrace.core.expression.Condition;
import io.millrace.core.expression.ExpressionException;
import io.millrace.core.expression.Expressions;
import io.millrace.core.expression.Template;
import io.millrace.core.expression.Visible;
import io.millrace.core.shared.Problem;
import io.millrace.core.tool.Manifest.Written;
import io.millrace.core.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the expressions of a manifest and collects what is wrong with them. What does not compile is replaced by a
 * constant, so that one pass finds everything; whoever compiles looks at {@link #failures()} before using the result.
 */
final class Compiler {
    private static final Visible NOTHING = Visible.of(Map.of());

    private final Expressions expressions;
    private final List<Failure> failures = new ArrayList<>();

    /** An expression that does not compile, by the path and offset of its text. */
    record Failure(String path, int offset, String message) {
        Problem at(YamlText text) {
            YamlText.Place place = text.place(path);
            return new Problem(path, place.line(), place.column() + offset, message);
        }

        @Override
        public String toString() {
            return path + ": " + message;
        }
    }

    Compiler(Expressions expressions) {
        this.expressions = expressions;
    }

    List<Failure> failures() {
        return List.copyOf(failures);
    }

    Template template(Written written, Visible visible) {
        try {
            return expressions.template(written.value(), visible);
        } catch (ExpressionException e) {
            note(written, e);
            return constant(null);
        }
    }

    Optional<Template> template(Optional<Written> written, Visible visible) {
        return written.map(present -> template(present, visible));
    }

    Condition condition(Written written, Visible visible) {
        try {
            return expressions.condition(String.valueOf(written.value()), visible);
        } catch (ExpressionException e) {
            note(written, e);
            return no();
        }
    }

    Optional<Condition> condition(Optional<Written> written, Visible visible) {
        return written.map(present -> condition(present, visible));
    }

    /** A template without expressions. */
    Template constant(@Nullable Object value) {
        try {
            return expressions.template(value, NOTHING);
        } catch (ExpressionException e) {
            throw new IllegalArgumentException("Not a constant: " + value, e);
        }
    }

    private Condition no() {
        try {
            return expressions.condition("false", NOTHING);
        } catch (ExpressionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void note(Written written, ExpressionException e) {
        for (ExpressionException.Finding finding : e.findings()) {
            String path = written.path();
            for (Object element : finding.path()) {
                path = element instanceof Number index
                        ? YamlText.child(path, index.intValue())
                        : YamlText.child(path, String.valueOf(element));
            }
            failures.add(new Failure(path, finding.offset(), finding.message()));
        }
    }
}
