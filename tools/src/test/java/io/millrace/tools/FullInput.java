package io.millrace.tools;

import io.millrace.sdk.ActionSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Inputs in which every property of a schema has a value, so that a request shows every field that an action can send. */
final class FullInput {
    private FullInput() {}

    /** The values of the first example, and a plain value for every other property. */
    static Map<String, Object> of(ActionSpec action) {
        Map<String, Object> input =
                new LinkedHashMap<>(action.examples().getFirst().input());
        map(action.input().get("properties"))
                .forEach((name, schema) -> input.computeIfAbsent(name, _ -> sample(map(schema))));
        return input;
    }

    private static Object sample(Map<String, Object> schema) {
        if (schema.get("enum") instanceof List<?> values) {
            return Objects.requireNonNull(values.getFirst());
        }
        Object type = schema.get("type") instanceof List<?> types ? types.getFirst() : schema.get("type");
        return switch (String.valueOf(type)) {
            case "integer", "number" -> 1L;
            case "boolean" -> true;
            case "array" -> List.of(sample(map(schema.get("items"))));
            case "object" -> Map.of("a", "b");
            default -> "123456789012345678";
        };
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
