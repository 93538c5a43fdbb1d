package io.millrace.server.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes shapes as JSON Schema 2020-12 as OpenAPI 3.1 embeds it. Objects become named components, once each.
 *
 * <p>One name has one shape: two records of the same simple name are refused, since one would hide the other.
 */
public final class ShapeSchema {
    private final Map<String, Map<String, Object>> components = new TreeMap<>();
    private final Map<String, Shape> seen = new LinkedHashMap<>();

    /** The schemas of all objects met so far, by name. */
    public Map<String, Map<String, Object>> components() {
        return components;
    }

    /** @param read whether it is the schema of something read, where optional fields may be left out */
    public Map<String, Object> of(Shape shape, boolean read) {
        return switch (shape) {
            case Shape.Anything() -> Map.of();
            case Shape.Text() -> Map.of("type", "string");
            case Shape.Flag() -> Map.of("type", "boolean");
            case Shape.Whole(Class<?> type) ->
                JsonObject.of("type", "integer", "format", type == int.class ? "int32" : "int64");
            case Shape.Decimal() -> Map.of("type", "number");
            case Shape.Time() -> JsonObject.of("type", "string", "format", "date-time");
            case Shape.Period() -> JsonObject.of("type", "string", "format", "duration");
            case Shape.Choice(List<Enum<?>> values) ->
                JsonObject.of(
                        "type",
                        "string",
                        "enum",
                        values.stream().map(ShapeReader::code).toList());
            case Shape.ListOf(Shape item) -> JsonObject.of("type", "array", "items", of(item, read));
            case Shape.MapOf(Shape value, boolean nullable) ->
                JsonObject.of(
                        "type", "object", "additionalProperties", nullable ? orNull(of(value, read)) : of(value, read));
            case Shape.Fields fields -> reference(fields, read);
        };
    }

    private Map<String, Object> reference(Shape.Fields shape, boolean read) {
        Shape known = seen.putIfAbsent(shape.name(), shape);
        if (known != null && !known.equals(shape)) {
            throw new IllegalStateException("Two records that cross the boundary are called " + shape.name());
        }
        if (known == null) {
            components.put(shape.name(), object(shape, read));
        }
        return Map.of("$ref", "#/components/schemas/" + shape.name());
    }

    private Map<String, Object> object(Shape.Fields shape, boolean read) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Shape.Field field : shape.fields()) {
            Map<String, Object> schema = of(field.shape(), read);
            properties.put(field.name(), field.required() ? schema : orNull(schema));
            if (field.required() || !read) {
                required.add(field.name());
            }
        }
        Map<String, Object> object = JsonObject.of("type", "object", "properties", properties);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        object.put("additionalProperties", false);
        return object;
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        if (schema.isEmpty()) {
            return schema;
        }
        return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
    }
}
