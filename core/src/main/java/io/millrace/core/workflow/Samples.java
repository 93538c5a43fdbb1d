package io.millrace.core.workflow;

import java.util.ArrayList;
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
                list.isEmpty()
                        ? Map.of("type", "array")
                        : Map.of(
                                "type",
                                "array",
                                "items",
                                merge(list.stream()
                                        .map(item -> schema(item, text))
                                        .toList()));
            case String string -> text.apply(string);
            case Boolean ignored -> Map.of("type", "boolean");
            case Long ignored -> Map.of("type", "integer");
            case Number ignored -> Map.of("type", "number");
            case null, default -> ANYTHING;
        };
    }

    /**
     * A schema for what fits any: the fields of all objects, anything where they disagree. All are looked at together, as
     * a list of thousands of objects would else be copied for each of them.
     */
    static Map<String, Object> merge(List<Map<String, Object>> schemas) {
        if (schemas.isEmpty()) {
            return ANYTHING;
        }
        Map<String, Object> first = schemas.getFirst();
        if (schemas.stream().allMatch(first::equals)) {
            return first;
        }
        if (schemas.stream().allMatch(schema -> schema.get("properties") instanceof Map<?, ?>)) {
            Map<String, List<Map<String, Object>>> fields = new LinkedHashMap<>();
            schemas.forEach(schema -> cast(schema.getOrDefault("properties", ANYTHING))
                    .forEach((key, field) -> fields.computeIfAbsent(key, name -> new ArrayList<>())
                            .add(cast(field))));
            Map<String, Object> properties = new LinkedHashMap<>();
            fields.forEach((key, each) -> properties.put(key, merge(each)));
            return Map.of("type", "object", "properties", properties);
        }
        if (schemas.stream().allMatch(schema -> "array".equals(schema.get("type")))) {
            List<Map<String, Object>> items = schemas.stream()
                    .map(schema -> cast(schema.getOrDefault("items", ANYTHING)))
                    .toList();
            return Map.of("type", "array", "items", merge(items));
        }
        return ANYTHING;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object schema) {
        return (Map<String, Object>) schema;
    }
}
