package io.millrace.app.config;

import io.millrace.core.shared.YamlText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns sections within sections into dotted keys: {@code server: {port: 80}} becomes {@code server.port}. */
final class Flat {
    private Flat() {}

    static Map<String, @Nullable Object> of(YamlText yaml) {
        Map<String, @Nullable Object> flat = new LinkedHashMap<>();
        if (yaml.value().orElse(null) instanceof Map<?, ?> sections) {
            add(flat, "", sections);
        }
        return flat;
    }

    private static void add(Map<String, @Nullable Object> flat, String path, Map<?, ?> section) {
        section.forEach((name, value) -> {
            String key = YamlText.child(path, String.valueOf(name));
            if (value instanceof Map<?, ?> below && !below.isEmpty()) {
                add(flat, key, below);
            } else {
                flat.put(key, value);
            }
        });
    }
}
