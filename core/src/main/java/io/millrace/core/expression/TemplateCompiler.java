package io.millrace.core.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.values.NullValue;
import io.millrace.core.expression.CompiledTemplate.Alone;
import io.millrace.core.expression.CompiledTemplate.Constant;
import io.millrace.core.expression.CompiledTemplate.Entries;
import io.millrace.core.expression.CompiledTemplate.Items;
import io.millrace.core.expression.CompiledTemplate.Joined;
import io.millrace.core.expression.CompiledTemplate.Node;
import io.millrace.core.expression.ExpressionException.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiles one template; collects everything that is wrong with it rather than stopping at the first. */
final class TemplateCompiler {
    /** After so many findings no more expressions of the template are looked at. */
    private static final int MAX_FINDINGS = 100;

    private final Scope scope;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> references = new TreeSet<>();
    private final List<Object> path = new ArrayList<>();

    TemplateCompiler(Scope scope) {
        this.scope = scope;
    }

    CompiledTemplate compile(@Nullable Object json, Expressions.Evaluations evaluations) throws ExpressionException {
        Node root = node(json);
        if (!findings.isEmpty()) {
            throw new ExpressionException(findings);
        }
        return new CompiledTemplate(root, Set.copyOf(references), schema(root), evaluations);
    }

    private Node node(@Nullable Object json) {
        return switch (json) {
            case null -> new Constant(NullValue.NULL_VALUE);
            case String text -> text(text);
            case Map<?, ?> map -> entries(map);
            case List<?> list -> items(list);
            default -> new Constant(json);
        };
    }

    private Node entries(Map<?, ?> map) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        map.forEach((key, value) -> nodes.put(String.valueOf(key), child(String.valueOf(key), value)));
        return allConstant(nodes.values()) ? constantMap(nodes) : new Entries(nodes);
    }

    private Node items(List<?> list) {
        List<Node> nodes = new ArrayList<>();
        for (Object value : list) {
            nodes.add(child(nodes.size(), value));
        }
        return allConstant(nodes) ? constantList(nodes) : new Items(nodes);
    }

    private Node child(Object step, @Nullable Object value) {
        path.add(step);
        try {
            return node(value);
        } finally {
            path.removeLast();
        }
    }

    private static boolean allConstant(Iterable<Node> nodes) {
        for (Node node : nodes) {
            if (!(node instanceof Constant)) {
                return false;
            }
        }
        return true;
    }

    /** Made anew rather than taken over: a text may have held an escaped opening. */
    private static Constant constantMap(Map<String, Node> nodes) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        nodes.forEach((key, node) -> map.put(key, Values.unwrap(((Constant) node).value())));
        return new Constant(map);
    }

    private static Constant constantList(List<Node> nodes) {
        List<@Nullable Object> list = new ArrayList<>();
        nodes.forEach(node -> list.add(Values.unwrap(((Constant) node).value())));
        return new Constant(list);
    }

    private Node text(String text) {
        List<TemplateText.Part> parts;
        try {
            parts = TemplateText.parse(text);
        } catch (TemplateText.UnclosedException e) {
            findings.add(new Finding(path, e.offset(), String.valueOf(e.getMessage())));
            return new Constant(text);
        }
        List<Object> compiled = new ArrayList<>();
        for (TemplateText.Part part : parts) {
            compiled.add(
                    switch (part) {
                        case TemplateText.Literal literal -> literal.text();
                        case TemplateText.Source source -> expression(source);
                    });
        }
        if (compiled.isEmpty()) {
            return new Constant(text);
        }
        if (compiled.size() == 1) {
            return compiled.getFirst() instanceof Node alone ? alone : new Constant(compiled.getFirst());
        }
        return new Joined(List.copyOf(compiled));
    }

    private Node expression(TemplateText.Source source) {
        if (findings.size() >= MAX_FINDINGS) {
            return new Constant(source.source()); // the template is refused whatever this one is
        }
        try {
            Program program = scope.program(source.source());
            references.addAll(program.references());
            return new Alone(program, List.copyOf(path));
        } catch (Scope.IssuesException e) {
            e.issues()
                    .forEach(issue ->
                            findings.add(new Finding(path, source.offset() + issue.offset(), issue.message())));
            return new Constant(source.source());
        }
    }

    private static Map<String, Object> schema(Node node) {
        return switch (node) {
            case Constant constant -> constantSchema(constant.value());
            case Alone alone -> typeSchema(alone.program().type());
            case Joined joined -> Map.of("type", "string");
            case Items items -> Map.of("type", "array");
            case Entries entries -> {
                Map<String, Object> properties = new LinkedHashMap<>();
                entries.nodes().forEach((key, value) -> properties.put(key, schema(value)));
                yield Map.of("type", "object", "properties", properties);
            }
        };
    }

    private static Map<String, Object> constantSchema(Object value) {
        return switch (value) {
            case String text -> Map.of("type", "string");
            case Boolean bool -> Map.of("type", "boolean");
            case Long number -> Map.of("type", "integer");
            case Integer number -> Map.of("type", "integer");
            case Double number -> Map.of("type", "number");
            case List<?> list -> Map.of("type", "array");
            case Map<?, ?> map -> Map.of("type", "object");
            case NullValue none -> Map.of("type", "null");
            default -> Map.of();
        };
    }

    private static Map<String, Object> typeSchema(CelType type) {
        return switch (type.kind()) {
            case BOOL -> Map.of("type", "boolean");
            case INT, UINT -> Map.of("type", "integer");
            case DOUBLE -> Map.of("type", "number");
            case STRING, BYTES, TIMESTAMP, DURATION -> Map.of("type", "string");
            case LIST -> {
                Map<String, Object> items = typeSchema(type.parameters().getFirst());
                yield items.isEmpty() ? Map.of("type", "array") : Map.of("type", "array", "items", items);
            }
            case MAP, STRUCT -> Map.of("type", "object");
            case OPAQUE -> type.equals(SchemaTypes.SECRET) ? Map.of("type", "string") : Map.of();
            default -> Map.of();
        };
    }
}
