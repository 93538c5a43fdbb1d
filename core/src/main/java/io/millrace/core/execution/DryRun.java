package io.millrace.core.execution;

import io.millrace.core.connection.Variables;
import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.expression.ExpressionCompiler;
import io.millrace.core.expression.ExpressionException;
import io.millrace.core.expression.Expressions;
import io.millrace.core.expression.Template;
import io.millrace.core.expression.Visible;
import io.millrace.core.shared.Problem;
import io.millrace.sdk.Sensitive;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions with sample data, for people who write them. The language and its bounds are those of the engine,
 * and nothing is called or stored. Variables are the project's; in the place of a secret there is a mask, and its value is
 * not even read.
 */
public final class DryRun {
    private static final Map<String, Object> ANY = Map.of();

    /** Dynamic all: samples have no schema. Those without a sample are known names that have no value here. */
    private static final Map<String, Object> NAMES = Map.of(
            "event", ANY, "steps", ANY, "vars", ANY, "project", ANY, "workflow", ANY, "execution", ANY, "failure", ANY);

    private final Expressions expressions;
    private final Variables variables;
    private final Function<String, URI> catchers;

    /** @param catchers the catcher of a project, ending in a slash */
    public DryRun(Expressions expressions, Variables variables, Function<String, URI> catchers) {
        this.expressions = expressions;
        this.variables = variables;
        this.catchers = catchers;
    }

    /** What is evaluated. */
    public sealed interface Subject {
        /** One expression as it stands in {@code when}, of any type. */
        record Expression(String source) implements Subject {}

        /** A JSON value whose texts may hold {@code {{ }}}. */
        record Whole(@Nullable Object json) implements Subject {}
    }

    /**
     * The data that the expressions see.
     *
     * @param event as {@code event}: {@code data}, {@code type} and so on
     * @param steps by id, as {@code steps}
     */
    public record Sample(Map<String, @Nullable Object> event, Map<String, @Nullable Object> steps) {}

    /** Where the data comes from. */
    @FunctionalInterface
    public interface Source {
        /**
         * @param references what the expressions read, such as {@code event} and {@code steps.post}; nothing else need be
         *     in the sample
         */
        Sample read(Set<String> references);
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** @param json a plain JSON value with secrets masked; null also where the expression omits its place */
        record Value(@Nullable Object json) implements Outcome {}

        /** @param problems at least one; line and column count within the text at the path, and are 0 where none is known */
        record Wrong(List<Problem> problems) implements Outcome {}
    }

    /** Takes as long as the engine gives an evaluation at most. */
    public Outcome run(String project, Subject subject, Sample sample) {
        return run(project, subject, references -> sample);
    }

    /** As {@link #run(String, Subject, Sample)}; what does not compile reads nothing. */
    public Outcome run(String project, Subject subject, Source source) {
        Set<String> secrets = variables.secretNames(project);
        return switch (expressions.away(() -> compile(subject, secrets))) {
            case Compiled.Refused(Outcome.Wrong wrong) -> wrong;
            case Compiled.Ready(Template template) ->
                resolve(template, bindings(project, secrets, source.read(template.references())));
        };
    }

    private sealed interface Compiled {
        record Ready(Template template) implements Compiled {}

        record Refused(Outcome.Wrong wrong) implements Compiled {}
    }

    private Compiled compile(Subject subject, Set<String> secrets) {
        // what is only tried is compiled by itself, so that it pushes nothing out of the memory of what runs
        ExpressionCompiler compiler = expressions.batch();
        try {
            return new Compiled.Ready(
                    switch (subject) {
                        case Subject.Expression(String text) ->
                            compiler.expression(text, new Visible(NAMES, secrets, false));
                        case Subject.Whole(Object json) -> compiler.template(json, new Visible(NAMES, secrets, true));
                    });
        } catch (ExpressionException e) {
            return new Compiled.Refused(new Outcome.Wrong(e.findings().stream()
                    .map(finding -> problem(subject, finding))
                    .toList()));
        }
    }

    private static Outcome resolve(Template template, Bindings bindings) {
        try {
            return new Outcome.Value(shown(template.resolve(bindings)));
        } catch (EvaluationException e) {
            return new Outcome.Wrong(List.of(Problem.at(path(e.path()), String.valueOf(e.getMessage()))));
        }
    }

    private Bindings bindings(String project, Set<String> secrets, Sample sample) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("event", sample.event());
        values.put("steps", sample.steps());
        values.put("vars", variables.plain(project));
        values.put("project", Views.project(project, catchers.apply(project)));
        return new Bindings(values, name -> secrets.contains(name) ? Sensitive.of(Sensitive.MASK) : null);
    }

    /** The value with a mask wherever a secret would stand. */
    private static @Nullable Object shown(@Nullable Object value) {
        return switch (value) {
            case Sensitive secret -> secret.toString();
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> shown = new LinkedHashMap<>();
                map.forEach((key, item) -> shown.put(String.valueOf(key), shown(item)));
                yield shown;
            }
            case List<?> list -> {
                List<@Nullable Object> shown = new ArrayList<>();
                list.forEach(item -> shown.add(shown(item)));
                yield shown;
            }
            case null, default -> value;
        };
    }

    private static Problem problem(Subject subject, ExpressionException.Finding finding) {
        String text = switch (subject) {
            case Subject.Expression(String source) -> source;
            case Subject.Whole(Object json) -> textAt(json, finding.path());
        };
        String before = text.substring(0, Math.clamp(finding.offset(), 0, text.length()));
        int line = 1 + Math.toIntExact(before.chars().filter(c -> c == '\n').count());
        int column = before.codePointCount(before.lastIndexOf('\n') + 1, before.length()) + 1;
        return new Problem(path(finding.path()), line, column, finding.message());
    }

    private static String textAt(@Nullable Object json, List<Object> path) {
        Object at = json;
        for (Object part : path) {
            at = switch (at) {
                case Map<?, ?> map -> map.get(part);
                case List<?> list when part instanceof Integer index -> list.get(index);
                case null, default -> null;
            };
        }
        return at instanceof String text ? text : "";
    }

    private static String path(List<Object> parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            if (part instanceof Integer index) {
                text.append('[').append(index).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(part);
            }
        }
        return text.toString();
    }
}
