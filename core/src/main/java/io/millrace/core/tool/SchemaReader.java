package io.millrace.core.tool;

import io.millrace.core.yaml.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON Schemas of a manifest. A schema of an object may leave out {@code type: object}; it takes no other
 * properties than those it names unless it says so itself, because a misspelt field should be an error.
 */
final class SchemaReader {
    private final Fields fields;

    SchemaReader(Fields fields) {
        this.fields = fields;
    }

    /** A schema of an object; one without properties when the key is absent. */
    Map<String, Object> object(String key) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.putAll(plain(key));
        schema.putIfAbsent("properties", Map.of());
        schema.putIfAbsent("additionalProperties", false);
        if (!"object".equals(schema.get("type"))) {
            fields.problem(key, "'" + key + "' must be a schema of an object.");
        }
        checkReferences(schema, fields.pathOf(key));
        new SchemaPatterns(fields).check(schema, fields.pathOf(key));
        checkRequired(key, schema);
        return schema;
    }

    /** A schema of any value; every value fits when the key is absent. */
    Map<String, Object> output(String key) {
        Map<String, Object> schema = plain(key);
        checkReferences(schema, fields.pathOf(key));
        new SchemaPatterns(fields).check(schema, fields.pathOf(key));
        return schema;
    }

    /** A schema of an object whose properties are texts. */
    Map<String, Object> secrets(String key) {
        Map<String, Object> schema = object(key);
        if (schema.get("properties") instanceof Map<?, ?> declared) {
            declared.forEach((name, property) -> {
                if (!(property instanceof Map<?, ?> map) || !"string".equals(map.get("type"))) {
                    String properties = YamlText.child(fields.pathOf(key), "properties");
                    fields.problemAt(YamlText.child(properties, String.valueOf(name)), "A secret is of type string.");
                }
            });
        }
        return schema;
    }

    /** Adds the property by which a connection goes to another server that speaks the same language. */
    static Map<String, Object> withBaseUrl(Map<String, Object> config, String usual) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (config.get("properties") instanceof Map<?, ?> declared) {
            declared.forEach((name, schema) -> properties.put(String.valueOf(name), schema));
        }
        if (properties.containsKey("base_url")) {
            return config;
        }
        properties.put(
                "base_url",
                Map.of(
                        "type",
                        "string",
                        "format",
                        "uri",
                        "title",
                        "Base URL",
                        "description",
                        "Only for a server of your own or a compatible one; otherwise leave it empty (" + usual + ").",
                        SchemaDialect.UI,
                        Map.of("advanced", true)));
        Map<String, Object> extended = new LinkedHashMap<>(config);
        extended.put("properties", properties);
        return extended;
    }

    /**
     * Marks the properties that a base URL is made of: whoever changes one of them moves the connection to another server.
     * A property counts as soon as its name stands in the text, since marking one too many costs little.
     */
    static Map<String, Object> markParts(Map<String, Object> schema, String baseUrl) {
        if (!(schema.get("properties") instanceof Map<?, ?> declared)) {
            return schema;
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        declared.forEach((name, property) -> {
            boolean part = Pattern.compile("\\b" + Pattern.quote(String.valueOf(name)) + "\\b")
                    .matcher(baseUrl)
                    .find();
            properties.put(
                    String.valueOf(name), part && property instanceof Map<?, ?> known ? marked(known) : property);
        });
        Map<String, Object> marked = new LinkedHashMap<>(schema);
        marked.put("properties", properties);
        return marked;
    }

    private static Map<String, Object> marked(Map<?, ?> property) {
        Map<String, Object> marked = new LinkedHashMap<>();
        property.forEach((name, value) -> marked.put(String.valueOf(name), value));
        marked.put(SchemaDialect.SECRETS_AGAIN, true);
        return marked;
    }

    private Map<String, Object> plain(String key) {
        Map<String, Object> schema = new LinkedHashMap<>();
        fields.map(key)
                .ifPresent(map -> map.forEach((name, value) -> {
                    if (value != null) {
                        schema.put(name, value);
                    }
                }));
        return schema;
    }

    private void checkRequired(String key, Map<String, Object> schema) {
        if (schema.get("required") instanceof List<?> required && schema.get("properties") instanceof Map<?, ?> known) {
            for (Object name : required) {
                if (!known.containsKey(name)) {
                    fields.problemAt(
                            YamlText.child(fields.pathOf(key), "required"),
                            "The required property '" + name + "' is not described.");
                }
            }
        }
    }

    /** Nothing is loaded from elsewhere, so references stay inside the schema. */
    private void checkReferences(@Nullable Object value, String place) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> {
                String below = YamlText.child(place, String.valueOf(name));
                if ("$ref".equals(name) && !String.valueOf(inner).startsWith("#")) {
                    fields.problemAt(below, "A $ref stays inside its schema: it starts with '#'.");
                }
                checkReferences(inner, below);
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                checkReferences(list.get(i), YamlText.child(place, i));
            }
        }
    }
}
