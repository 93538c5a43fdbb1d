package io.millrace.core.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Infers a JSON Schema from a sample, precise where the sample is and silent where it says nothing. */
final class Samples {
    private static final Map<String, Object> ANYTHING = Map.of();
    private static final Map<String, Object> TEXT = Map.of("type", "string");

    private Samples() {}

    static Map<String, Object> schema(@Nullable Object sample) {
        return schema(sample, text -> TEXT);
    }

    /** @param text the schema of a text of the sample, which may be more than a text */
    static Map<String, Object> schema(@Nullable Object sample, Function<String, Map<String, Object>> text) {
        return switch (sample) {
            case Map<?, ?> map -> {
                Map<String, Object> properties = new LinkedHashMap<>();
                map.forEach((key, value) -> properties.put(String.valueOf(key), schema(value, text)));
                yield Map.of("type", "object", "properties", properties);
            }
            case List<?> list ->
                list.stream()
                        .map(item -> schema(item, text))
                        .reduce(Samples::merge)
                        .map(items -> Map.<String, Object>of("type", "array", "items", items))
                        .orElse(Map.of("type", "array"));
            case String string -> text.apply(string);
            case Boolean ignored -> Map.of("type", "boolean");
            case Long ignored -> Map.of("type", "integer");
            case Number ignored -> Map.of("type", "number");
            case null, default -> ANYTHING;
        };
    }

    /** A schema for what fits either: the fields of both objects, anything where the two disagree. */
    static Map<String, Object> merge(Map<String, Object> left, Map<String, Object> right) {
        if (left.equals(right)) {
            return left;
        }
        if (left.get("properties") instanceof Map<?, ?> mine && right.get("properties") instanceof Map<?, ?> theirs) {
            Map<String, Object> properties = new LinkedHashMap<>();
            mine.forEach((key, schema) -> properties.put(String.valueOf(key), cast(schema)));
            theirs.forEach((key, schema) ->
                    properties.merge(String.valueOf(key), cast(schema), (one, other) -> merge(cast(one), cast(other))));
            return Map.of("type", "object", "properties", properties);
        }
        if ("array".equals(left.get("type")) && "array".equals(right.get("type"))) {
            return Map.of(
                    "type",
                    "array",
                    "items",
                    merge(cast(left.getOrDefault("items", ANYTHING)), cast(right.getOrDefault("items", ANYTHING))));
        }
        return ANYTHING;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object schema) {
        return (Map<String, Object>) schema;
    }
}
