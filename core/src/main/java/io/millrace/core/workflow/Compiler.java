package io.millrace.core.workflow;

import io.millrace.core.expression.Condition;
import io.millrace.core.expression.ExpressionCompiler;
import io.millrace.core.expression.ExpressionException;
import io.millrace.core.expression.ExpressionException.Finding;
import io.millrace.core.expression.Template;
import io.millrace.core.expression.Visible;
import io.millrace.core.yaml.Findings;
import io.millrace.core.yaml.YamlText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compiles the expressions of one definition; what does not compile is a finding at its line and column. */
final class Compiler {
    private static final Pattern STEP =
            Pattern.compile("\\bsteps\\s*(?:\\.\\??|\\[\\??\\s*[\"'])\\s*([a-z][a-z0-9_]*)");

    private final ExpressionCompiler expressions;
    private final Positions positions;
    private final Findings findings;

    Compiler(ExpressionCompiler expressions, Positions positions, Findings findings) {
        this.expressions = expressions;
        this.positions = positions;
        this.findings = findings;
    }

    /** @param outOfReach the steps that exist and cannot be read here, to say why */
    Optional<Condition> condition(String path, String source, Visible visible, Set<String> outOfReach) {
        if (source.strip().startsWith("{{")) {
            findings.add(positions.problem(path, "A condition is written bare, without the {{ }} around it."));
            return Optional.empty();
        }
        try {
            return Optional.of(expressions.condition(source, visible));
        } catch (ExpressionException e) {
            e.findings().forEach(finding -> add(path, source, finding, outOfReach));
            return Optional.empty();
        }
    }

    /** @param outOfReach the steps that exist and cannot be read here, to say why */
    Optional<Template> template(String path, @Nullable Object json, Visible visible, Set<String> outOfReach) {
        try {
            return Optional.of(expressions.template(json, visible));
        } catch (ExpressionException e) {
            e.findings().forEach(finding -> add(path, json, finding, outOfReach));
            return Optional.empty();
        }
    }

    private void add(String path, @Nullable Object json, Finding finding, Set<String> outOfReach) {
        String at = path;
        Object value = json;
        for (Object key : finding.path()) {
            at = key instanceof Integer index ? YamlText.child(at, index) : YamlText.child(at, String.valueOf(key));
            value = child(value, key);
        }
        String message = value instanceof String text
                ? unreachable(text, finding.offset(), outOfReach).orElse(finding.message())
                : finding.message();
        findings.add(positions.problem(at, finding.offset(), message));
    }

    private static @Nullable Object child(@Nullable Object value, Object key) {
        if (value instanceof Map<?, ?> map) {
            return map.get(key);
        }
        return value instanceof List<?> list && key instanceof Integer index && index < list.size()
                ? list.get(index)
                : null;
    }

    private static Optional<String> unreachable(String text, int offset, Set<String> outOfReach) {
        Matcher step = STEP.matcher(text);
        while (step.find()) {
            if (step.start() <= offset && offset <= step.end() && outOfReach.contains(step.group(1))) {
                return Optional.of("The step '" + step.group(1)
                        + "' is not among its needs, so it may not have run yet. Add it to 'needs'.");
            }
        }
        return Optional.empty();
    }
}
