package io.millrace.app.config;

import io.millrace.core.yaml.YamlText;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns sections within sections into dotted keys: {@code server: {port: 80}} becomes {@code server.port}. */
final class Flat {
    private final YamlText yaml;
    private final String origin;
    private final Map<String, Given> values = new LinkedHashMap<>();

    private Flat(YamlText yaml, String origin) {
        this.yaml = yaml;
        this.origin = origin;
    }

    static Map<String, Given> of(YamlText yaml, String origin) {
        Flat flat = new Flat(yaml, origin);
        if (yaml.value().orElse(null) instanceof Map<?, ?> sections) {
            flat.add("", "", sections);
        }
        return flat.values;
    }

    /** A key may be written with its dots, too, so the key and the path to its value can differ. */
    private void add(String prefix, String path, Map<?, ?> section) {
        section.forEach((name, value) -> {
            String key = prefix + name;
            String place = YamlText.child(path, String.valueOf(name));
            if (value instanceof Map<?, ?> below && !below.isEmpty()) {
                add(key + ".", place, below);
            } else {
                YamlText.Place start = yaml.place(place);
                values.put(key, new Given(value, origin, start.line(), start.column()));
            }
        });
    }
}
