package io.millrace.core.tool;

import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Says what a value has against its schema, without quoting the value, which may be private. */
final class SchemaWords {
    private SchemaWords() {}

    static String of(Error error) {
        JsonNode wanted = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" ->
                property(error).map(name -> "'" + name + "' is missing.").orElseGet(error::getMessage);
            case "additionalProperties", "unevaluatedProperties" ->
                property(error)
                        .map(name -> "There is no field '" + name + "' here." + Spelling.suggest(name, known(error)))
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

    /** The fields that the schema around an unknown one describes. */
    private static List<String> known(Error error) {
        List<String> names = new ArrayList<>();
        if (error.getDetails() != null && error.getDetails().get("properties") instanceof List<?> properties) {
            properties.forEach(name -> names.add(String.valueOf(name)));
        }
        return names;
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
