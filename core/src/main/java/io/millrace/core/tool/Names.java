package io.millrace.core.tool;

import io.millrace.core.expression.Visible;
import io.millrace.sdk.ConnectionKind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which names the expressions at the different places of a manifest may use. */
final class Names {
    private static final Map<String, Object> ANSWER = Map.of(
            "type",
            "object",
            "properties",
            Map.of(
                    "status", Map.of("type", "integer"),
                    "headers", Map.of("type", "object", "additionalProperties", Map.of("type", "string")),
                    "body", Map.of()),
            "additionalProperties",
            false);

    private final Map<String, Object> given;
    private final Set<String> secrets;

    private Names(Map<String, Object> given, Set<String> secrets) {
        this.given = given;
        this.secrets = secrets;
    }

    /** For what a connection adds to every request. */
    static Names of(ConnectionKind kind) {
        return of(Map.of(), List.of(kind));
    }

    /** For an exchange that can be made with connections of the given kinds. */
    static Names of(Map<String, Object> input, List<ConnectionKind> kinds) {
        Map<String, Object> given = new LinkedHashMap<>();
        if (!input.isEmpty()) {
            given.put("input", input);
        }
        Set<String> secrets = new HashSet<>();
        Map<String, Object> config = new LinkedHashMap<>();
        for (ConnectionKind kind : kinds) {
            secrets.addAll(properties(kind.secrets()).keySet());
            config.putAll(properties(kind.config()));
        }
        given.put("connection", Map.of("type", "object", "properties", config, "additionalProperties", false));
        given.put("key", Map.of("type", "string"));
        return new Names(given, secrets);
    }

    Visible request() {
        return new Visible(given, secrets, !secrets.isEmpty());
    }

    /** Before there is a call at all, only what it is to be given is known. */
    Visible input() {
        Map<String, Object> known = new LinkedHashMap<>(given);
        known.keySet().retainAll(Set.of("input"));
        return Visible.of(known);
    }

    /** An answer is explained without secrets, since what comes out is shown to people. */
    Visible answer() {
        Map<String, Object> all = new LinkedHashMap<>(given);
        all.put("answer", ANSWER);
        return Visible.of(all);
    }

    private static Map<String, Object> properties(Map<String, Object> schema) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (schema.get("properties") instanceof Map<?, ?> declared) {
            declared.forEach((name, property) -> properties.put(String.valueOf(name), property));
        }
        return properties;
    }
}
