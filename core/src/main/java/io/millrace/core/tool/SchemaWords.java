package io.millrace.core.tool;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Says what a value has against its schema, without quoting the value, which may be private. */
final class SchemaWords {
    private SchemaWords() {}

    /** @param schema the whole schema, to find the field that was meant */
    static String of(Map<String, Object> schema, Error error) {
        JsonNode wanted = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" ->
                property(error).map(name -> "'" + name + "' is missing.").orElseGet(error::getMessage);
            case "additionalProperties", "unevaluatedProperties" ->
                property(error)
                        .map(name ->
                                "There is no field '" + name + "' here." + Spelling.suggest(name, known(schema, error)))
                        .orElseGet(error::getMessage);
            case "type" -> "This must be " + types(wanted) + ", not " + kind(error.getInstanceNode()) + ".";
            case "enum" -> "This must be one of " + values(wanted) + ".";
            case "const" -> "This must be " + wanted + ".";
            case "minLength" -> "This must have at least " + wanted + " characters.";
            case "maxLength" -> "This must have at most " + wanted + " characters.";
            case "minItems" -> "This must have at least " + wanted + " items.";
            case "maxItems" -> "This must have at most " + wanted + " items.";
            case "minimum" -> "This must be at least " + wanted + ".";
            case "maximum" -> "This must be at most " + wanted + ".";
            case "format" -> "This must be written as " + wanted.asString() + ".";
            case "pattern" -> "This must match the pattern " + wanted.asString() + ".";
            default -> error.getMessage();
        };
    }

    private static Optional<String> property(Error error) {
        return Optional.ofNullable(error.getProperty());
    }

    /** The fields that the schema around an unknown one describes; none when a reference lies between. */
    private static List<String> known(Map<String, Object> schema, Error error) {
        NodePath path = error.getEvaluationPath();
        Object around = schema;
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            Object element = path.getElement(i);
            around = switch (around) {
                case Map<?, ?> map -> map.get(String.valueOf(element));
                case List<?> list when element instanceof Integer index && index < list.size() -> list.get(index);
                case null, default -> null;
            };
        }
        return around instanceof Map<?, ?> map && map.get("properties") instanceof Map<?, ?> properties
                ? properties.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    private static String types(JsonNode wanted) {
        if (!wanted.isArray()) {
            return type(wanted.asString());
        }
        List<String> names = new ArrayList<>();
        wanted.forEach(name -> names.add(type(name.asString())));
        return String.join(" or ", names);
    }

    private static String type(String name) {
        return switch (name) {
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "an object";
            default -> name;
        };
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a text";
            case NUMBER -> value.isIntegralNumber() ? "a whole number" : "a number";
            case BOOLEAN -> "true or false";
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case NULL -> "null";
            default -> "this";
        };
    }

    private static String values(JsonNode wanted) {
        List<String> values = new ArrayList<>();
        wanted.forEach(value -> values.add(value.isString() ? value.asString() : value.toString()));
        return String.join(", ", values);
    }
}
