package io.millrace.app.config;

import io.millrace.core.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The {@code millrace.yaml} that comes with Millrace: the reference of all keys, and their defaults.
 *
 * @param values by key, in the order of the file
 */
record Shipped(Map<String, Given> values) {
    private static final String RESOURCE = "/millrace.yaml";
    private static final String ORIGIN = "shipped millrace.yaml";

    static Shipped read() {
        YamlText yaml = YamlText.read(text(), FileLayer.MAX_BYTES);
        if (!yaml.problems().isEmpty()) {
            throw new IllegalStateException("The shipped millrace.yaml cannot be read: " + yaml.problems());
        }
        return new Shipped(Flat.of(yaml, ORIGIN));
    }

    static String text() {
        try (InputStream stream = Objects.requireNonNull(Shipped.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> keys() {
        return values.keySet();
    }
}
