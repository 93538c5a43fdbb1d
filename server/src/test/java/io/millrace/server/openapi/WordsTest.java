package io.millrace.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.shared.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WordsTest {
    private final Map<String, Object> words = new Words().all();

    @Test
    void no_word_is_there_for_nothing() throws IOException {
        Map<String, Object> document = Json.readObject(Files.readString(Path.of("../docs/openapi.json")));
        Map<String, Object> schemas = object(object(document, "components"), "schemas");
        Map<String, Object> paths = object(document, "paths");
        List<String> idle = new ArrayList<>();
        object(words, "types").keySet().stream()
                .filter(type -> !schemas.containsKey(type))
                .forEach(idle::add);
        object(words, "fields").keySet().stream()
                .filter(type -> !type.equals("*"))
                .forEach(type -> object(object(words, "fields"), type).keySet().stream()
                        .filter(field -> !has(schemas, type, field))
                        .forEach(field -> idle.add(type + "." + field)));
        object(words, "schemas").keySet().stream()
                .filter(place -> !has(schemas, place.split("\\.")[0], place.split("\\.")[1]))
                .forEach(idle::add);
        for (String operation : object(words, "operations").keySet()) {
            String[] parts = operation.split(" ", 2);
            boolean there = paths.get(parts[1]) instanceof Map<?, ?> methods
                    && (parts[0].equals("*") || methods.containsKey(parts[0]));
            if (!there) {
                idle.add(operation);
            }
        }
        assertThat(idle).isEmpty();
    }

    private static boolean has(Map<String, Object> schemas, String type, String field) {
        return schemas.containsKey(type)
                && object(object(schemas, type), "properties").containsKey(field);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> parent, String name) {
        return (Map<String, Object>) Objects.requireNonNull(parent.get(name), name);
    }
}
