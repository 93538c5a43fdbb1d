package io.millrace.core.workflow;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks a JSON Schema that is held as plain maps, following references inside it. */
final class Schemas {
    private static final int MAX_REFERENCES = 20;
    private static final List<String> COMBINATIONS = List.of("allOf", "anyOf", "oneOf");

    private final Map<String, Object> root;

    Schemas(Map<String, Object> root) {
        this.root = root;
    }

    Map<String, Object> root() {
        return root;
    }

    /** The schema that a chain of {@code $ref}s ends at; an empty one, which allows anything, when it ends nowhere. */
    Map<String, Object> resolve(Map<String, Object> schema) {
        Map<String, Object> current = schema;
        for (int i = 0; i < MAX_REFERENCES && current.get("$ref") instanceof String reference; i++) {
            current = target(reference).orElse(Map.of());
        }
        return current.containsKey("$ref") ? Map.of() : current;
    }

    Map<String, Object> properties(Map<String, Object> schema) {
        return object(schema.get("properties")).orElse(Map.of());
    }

    /** The fields declared here and in the schemas that add to this one. */
    Set<String> fields(Map<String, Object> schema) {
        Set<String> fields = new LinkedHashSet<>(properties(schema).keySet());
        for (String combination : COMBINATIONS) {
            list(schema, combination).forEach(part -> fields.addAll(fields(resolve(part))));
        }
        return fields;
    }

    /**
     * Whether an object of this schema has the declared fields and no others.
     *
     * @param whole whether the schema is all there is to say about the object, and declaring fields closes it
     */
    boolean closed(Map<String, Object> schema, boolean whole) {
        Object more = schema.get("additionalProperties");
        if (schema.containsKey("patternProperties")) {
            return false;
        }
        return more == null ? whole && schema.containsKey("properties") : Boolean.FALSE.equals(more);
    }

    /** The schema under a key; empty when there is none or it is {@code true} or {@code false}. */
    Optional<Map<String, Object>> child(Map<String, Object> schema, String key) {
        return object(schema.get(key));
    }

    List<Map<String, Object>> list(Map<String, Object> schema, String key) {
        return schema.get(key) instanceof List<?> list
                ? list.stream().map(Schemas::object).flatMap(Optional::stream).toList()
                : List.of();
    }

    private Optional<Map<String, Object>> target(String reference) {
        if (!reference.startsWith("#")) {
            return Optional.empty();
        }
        Optional<Map<String, Object>> current = Optional.of(root);
        for (String part : reference.substring(1).split("/")) {
            if (!part.isEmpty()) {
                String key = part.replace("~1", "/").replace("~0", "~");
                current = current.map(schema -> schema.get(key))
                        .filter(Objects::nonNull)
                        .flatMap(Schemas::object);
            }
        }
        return current;
    }

    @SuppressWarnings("unchecked")
    private static Optional<Map<String, Object>> object(@Nullable Object schema) {
        return schema instanceof Map<?, ?> map ? Optional.of((Map<String, Object>) map) : Optional.empty();
    }
}
