package io.millrace.core.tool;

import io.millrace.core.expression.LinearPattern;
import io.millrace.core.yaml.YamlText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the patterns of a JSON Schema when the manifest is read, so that none is met for the first time by an event. Whatever
 * may be a schema is searched; what a schema holds as data is not.
 */
final class SchemaPatterns {
    private static final Set<String> DATA =
            Set.of("default", "const", "enum", "examples", "required", SchemaDialect.UI);
    private static final String BY_PATTERN = "patternProperties";

    /** Words under which the keys are names, and the values schemas. */
    private static final Set<String> NAMED =
            Set.of("properties", BY_PATTERN, "$defs", "definitions", "dependentSchemas");

    private final Fields fields;

    SchemaPatterns(Fields fields) {
        this.fields = fields;
    }

    void check(@Nullable Object schema, String place) {
        if (schema instanceof Map<?, ?> words) {
            words.forEach((word, value) -> word(String.valueOf(word), value, place));
        } else if (schema instanceof List<?> several) {
            for (int i = 0; i < several.size(); i++) {
                check(several.get(i), YamlText.child(place, i));
            }
        }
    }

    private void word(String word, @Nullable Object value, String place) {
        String below = YamlText.child(place, word);
        if ("pattern".equals(word) && value instanceof String pattern) {
            pattern(pattern, below);
        } else if (NAMED.contains(word) && value instanceof Map<?, ?> named) {
            named.forEach((key, schema) -> {
                String name = String.valueOf(key);
                if (BY_PATTERN.equals(word)) {
                    pattern(name, YamlText.child(below, name));
                }
                check(schema, YamlText.child(below, name));
            });
        } else if (!DATA.contains(word)) {
            check(value, below);
        }
    }

    private void pattern(String pattern, String place) {
        LinearPattern.problem(pattern)
                .ifPresent(problem -> fields.problemAt(
                        place,
                        problem + " A pattern is matched with what events bring, so it cannot look ahead or behind or"
                                + " repeat a group by its number."));
    }
}
