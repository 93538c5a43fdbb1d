package io.millrace.server.openapi;

import io.millrace.core.shared.Json;
import io.millrace.server.route.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the description says beyond the shapes: names of operations, their headers, and sentences for types, fields and
 * parameters. They stand in {@code words.json}; a test finds what has none and what is there for nothing.
 *
 * <p>A field's sentence is that of its type, or else the one that all fields of the name share ({@code *}).
 */
final class Words {
    private static final String EVERY_TYPE = "*";

    private final Map<String, Object> words;

    Words() {
        try (InputStream file = Objects.requireNonNull(Words.class.getResourceAsStream("words.json"))) {
            words = Json.readObject(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String about() {
        return text(words, "about").orElseThrow();
    }

    String operationId(String method, String path) {
        return text(operation(method, path), "id")
                .orElseThrow(() -> new IllegalStateException("words.json has no id for " + method + " " + path));
    }

    /** The request headers that the operation looks at. */
    List<String> headers(String method, String path) {
        return operation(method, path).get("headers") instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Whether the answer has an {@code ETag}. */
    boolean givesRevision(String method, String path) {
        return Boolean.TRUE.equals(operation(method, path).get("etag"));
    }

    String header(String name) {
        return text(object(words, "headers"), name).orElseThrow();
    }

    Optional<String> parameter(String name) {
        return text(object(words, "parameters"), name);
    }

    Optional<String> type(String name) {
        return text(object(words, "types"), name);
    }

    Optional<String> field(String type, String name) {
        Map<String, Object> fields = object(words, "fields");
        return text(object(fields, type), name).or(() -> text(object(fields, EVERY_TYPE), name));
    }

    /** What is known of a field that its Java type does not tell. */
    Optional<Map<String, Object>> schema(String type, String name) {
        Map<String, Object> schema = object(object(words, "schemas"), type + "." + name);
        return schema.isEmpty() ? Optional.empty() : Optional.of(schema);
    }

    /** Everything there is, for the test that looks for what nobody asks for. */
    Map<String, Object> all() {
        return words;
    }

    private Map<String, Object> operation(String method, String path) {
        String name = method.equals(Route.ANY) ? method : method.toLowerCase(Locale.ROOT);
        return object(object(words, "operations"), name + " " + path);
    }

    @SuppressWarnings("unchecked") // JSON objects have texts for names
    private static Map<String, Object> object(Map<String, Object> parent, String name) {
        return parent.get(name) instanceof Map<?, ?> object ? (Map<String, Object>) object : new LinkedHashMap<>();
    }

    private static Optional<String> text(Map<String, Object> parent, String name) {
        return parent.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
