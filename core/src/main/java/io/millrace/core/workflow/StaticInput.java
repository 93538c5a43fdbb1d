package io.millrace.core.workflow;

import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.expression.ExpressionCompiler;
import io.millrace.core.expression.ExpressionException;
import io.millrace.core.expression.Template;
import io.millrace.core.expression.Visible;
import io.millrace.core.shared.Problem;
import io.millrace.core.yaml.YamlText;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.Effect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks an input that still holds expressions against an action's schema: the names of fields everywhere, values where
 * they are written out, types where an expression's type is known. What only the data decides is checked when the step
 * runs. As in the expression language, an object schema with properties is closed unless it opens itself.
 */
final class StaticInput {
    private final ExpressionCompiler expressions;
    private final Visible visible;
    private final Schemas schemas;

    /** @param root the schema that {@code $ref} refers to */
    StaticInput(ExpressionCompiler expressions, Visible visible, Map<String, Object> root) {
        this.expressions = expressions;
        this.visible = visible;
        this.schemas = new Schemas(root);
    }

    /** All problems; their places are to be filled in by the caller. */
    List<Problem> check(@Nullable Object value, String path) {
        return check(schemas.root(), value, path, true);
    }

    /**
     * What a second call of an action with this input does, as far as the text of the workflow tells it: empty when an
     * expression decides.
     */
    Optional<Effect> effect(ActionSpec action, @Nullable Object value) {
        if (action.effectBy().isEmpty()) {
            return Optional.of(action.effect());
        }
        if (!(value instanceof Map<?, ?> given)) {
            return Optional.empty();
        }
        String name = action.effectBy().get().input();
        Object property = given.get(name);
        return property == null
                ? Optional.of(
                        action.effectFor(given.containsKey(name) ? Collections.singletonMap(name, null) : Map.of()))
                : constant(property).map(constant -> action.effectFor(Map.of(name, constant)));
    }

    private List<Problem> check(Map<String, Object> written, @Nullable Object value, String path) {
        return check(written, value, path, true);
    }

    /** @param whole whether the schema is all there is to say, and not one of several that say something together */
    private List<Problem> check(Map<String, Object> written, @Nullable Object value, String path, boolean whole) {
        Map<String, Object> schema = schemas.resolve(written);
        List<Problem> problems = new ArrayList<>();
        if (value instanceof String text) {
            text(schema, text, path).ifPresent(problems::add);
        } else {
            Optional<String> problem = Scalars.problem(schema, value);
            problem.ifPresent(message -> problems.add(Problem.at(path, message)));
            if (problem.isEmpty() && value instanceof Map<?, ?> map) {
                object(schema, map, path, whole, problems);
            } else if (problem.isEmpty() && value instanceof List<?> list) {
                Optional<Map<String, Object>> items = schemas.child(schema, "items");
                for (int i = 0; i < list.size() && items.isPresent(); i++) {
                    problems.addAll(check(items.get(), list.get(i), YamlText.child(path, i)));
                }
            }
        }
        schemas.list(schema, "allOf").forEach(part -> problems.addAll(check(part, value, path, false)));
        implication(schema, value, path, problems);
        boolean complete = whole && !schema.containsKey("properties") && !schema.containsKey("allOf");
        alternatives(schemas.list(schema, "anyOf"), value, path, complete, problems);
        alternatives(schemas.list(schema, "oneOf"), value, path, complete, problems);
        return problems;
    }

    /** One alternative without problems is enough; else the closest one tells what is wrong: of the right type, if any. */
    private void alternatives(
            List<Map<String, Object>> schemas,
            @Nullable Object value,
            String path,
            boolean whole,
            List<Problem> problems) {
        List<String> fields =
                schemas.stream().flatMap(schema -> onlyField(schema).stream()).toList();
        if (value instanceof Map<?, ?> given && !fields.isEmpty() && fields.size() == schemas.size()) {
            if (fields.stream().noneMatch(given::containsKey)) {
                problems.add(Problem.at(path, "Give '" + String.join("' or '", fields) + "'."));
            }
            return;
        }
        schemas.stream()
                .map(schema -> check(schema, value, path, whole))
                .min(Comparator.comparing((List<Problem> found) -> found.stream()
                                .anyMatch(problem -> problem.path().equals(path)))
                        .thenComparingInt(List::size))
                .ifPresent(problems::addAll);
    }

    /** {@code if} with {@code then}, where the fields that {@code if} asks about are written out or have a default. */
    private void implication(Map<String, Object> schema, @Nullable Object value, String path, List<Problem> problems) {
        Optional<Map<String, Object>> when = schemas.child(schema, "if");
        Optional<Map<String, Object>> then = schemas.child(schema, "then");
        if (when.isEmpty() || then.isEmpty() || !(value instanceof Map<?, ?> given)) {
            return;
        }
        Map<String, Object> conditions = schemas.properties(when.get());
        Map<String, Object> fields = schemas.properties(schema);
        Map<String, Object> known = new LinkedHashMap<>();
        for (String name : conditions.keySet()) {
            Optional<Object> constant = given.containsKey(name)
                    ? constant(given.get(name))
                    : schemas.child(fields, name).map(field -> field.get("default"));
            Optional<Map<String, Object>> condition = schemas.child(conditions, name);
            if (constant.isEmpty()
                    || condition.isEmpty()
                    || Scalars.problem(condition.get(), constant.get()).isPresent()) {
                return;
            }
            known.put(name, constant.get());
        }
        schemas.properties(then.get()).forEach((name, wanted) -> {
            String child = YamlText.child(path, name);
            boolean leftOut = wanted instanceof Map<?, ?> rule && "null".equals(rule.get("type"));
            Optional<Map<String, Object>> rule = schemas.child(schemas.properties(then.get()), name);
            if (given.containsKey(name) && rule.isPresent()) {
                List<Problem> found = check(rule.get(), given.get(name), child, false);
                problems.addAll(
                        found.isEmpty() || !leftOut ? found : List.of(Problem.at(child, leaveOut(name, known))));
            }
        });
    }

    private static String leaveOut(String name, Map<String, Object> known) {
        String because = known.entrySet().stream()
                .map(entry -> "'" + entry.getKey() + "' is " + entry.getValue())
                .collect(Collectors.joining(" and "));
        return "'" + name + "' must be left out while " + because + ".";
    }

    /** What is written out; empty for an expression, and for null. */
    private Optional<Object> constant(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return Optional.ofNullable(value);
        }
        try {
            Template template = expressions.template(text, visible);
            return template.constant() ? Optional.of(text) : Optional.empty();
        } catch (ExpressionException e) {
            return Optional.empty(); // reported with its place when the whole input was compiled
        }
    }

    /** The field, when a schema says nothing but that one must be there. */
    private static Optional<String> onlyField(Map<String, Object> schema) {
        return schema.size() == 1 && schema.get("required") instanceof List<?> names && names.size() == 1
                ? Optional.of(String.valueOf(names.getFirst()))
                : Optional.empty();
    }

    private void object(
            Map<String, Object> schema, Map<?, ?> value, String path, boolean whole, List<Problem> problems) {
        Map<String, Object> properties = schemas.properties(schema);
        Set<String> names = schemas.fields(schema);
        boolean closed = schemas.closed(schema, whole);
        value.forEach((key, field) -> {
            String name = String.valueOf(key);
            String child = YamlText.child(path, name);
            Optional<Map<String, Object>> known = schemas.child(properties, name);
            if (known.isPresent()) {
                problems.addAll(check(known.get(), field, child));
            } else if (closed && !names.contains(name)) {
                problems.add(Problem.at(child, "There is no field '" + name + "' here." + hint(name, names)));
            } else {
                schemas.child(schema, "additionalProperties")
                        .ifPresent(more -> problems.addAll(check(more, field, child)));
            }
        });
        if (schema.get("required") instanceof List<?> required) {
            required.stream()
                    .filter(name -> !value.containsKey(name))
                    .forEach(name -> problems.add(Problem.at(
                            YamlText.child(path, String.valueOf(name)), "'" + name + "' is required here.")));
        }
    }

    private static String hint(String name, Set<String> known) {
        String guess = Names.didYouMean(name, known);
        return guess.isEmpty() ? " Known are: " + String.join(", ", known) + "." : guess;
    }

    private Optional<Problem> text(Map<String, Object> schema, String text, String path) {
        try {
            Template template = expressions.template(text, visible);
            Optional<String> problem = template.constant()
                    ? Scalars.problem(schema, template.resolve(Bindings.of(Map.of())))
                    : Scalars.typeProblem(schema, template.resultSchema());
            return problem.map(message -> Problem.at(path, message));
        } catch (ExpressionException | EvaluationException e) {
            return Optional.empty(); // reported with its place when the whole input was compiled
        }
    }
}
