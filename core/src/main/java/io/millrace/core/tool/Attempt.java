package io.millrace.core.tool;

import io.millrace.core.expression.Bindings;
import io.millrace.sdk.ActionCall;
import io.millrace.sdk.Connection;
import io.millrace.sdk.Sensitive;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of one action, as the expressions of its manifest see it.
 *
 * @param tool the tool's title, for messages
 * @param action the action's title, for messages
 * @param clock for pauses until a point in time
 */
record Attempt(String tool, String action, ActionCall call, InstantSource clock) {
    /** Shorter secrets would mask half of every message. */
    private static final int SHORTEST_MASKED = 4;

    Bindings bindings() {
        return new Bindings(values(), this::secret);
    }

    Bindings bindings(AnswerView answer) {
        Map<String, @Nullable Object> values = values();
        values.put("answer", answer.asJson());
        return new Bindings(values, this::secret);
    }

    /** The text with every secret of the call replaced, for tools that repeat in a message what they were sent. */
    String mask(String text) {
        String masked = text;
        for (String secret : revealed()) {
            masked = masked.replace(secret, Sensitive.MASK);
        }
        return masked;
    }

    private List<String> revealed() {
        List<Sensitive> found = new ArrayList<>();
        call.connection()
                .ifPresent(connection -> found.addAll(connection.secrets().values()));
        collect(call.input(), found);
        return found.stream()
                .map(secret -> secret.reveal())
                .filter(secret -> secret.length() >= SHORTEST_MASKED)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static void collect(@Nullable Object value, List<Sensitive> found) {
        switch (value) {
            case Sensitive sensitive -> found.add(sensitive);
            case Map<?, ?> map -> map.values().forEach(inner -> collect(inner, found));
            case List<?> list -> list.forEach(inner -> collect(inner, found));
            case null, default -> {}
        }
    }

    private Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("input", call.input());
        values.put("connection", call.connection().map(Connection::config).orElse(Map.of()));
        values.put("key", call.key());
        return values;
    }

    /** A secret that the connection's kind declares and people left out is an empty text. */
    private Sensitive secret(String name) {
        return call.connection()
                .map(connection -> connection.secrets().get(name))
                .orElse(Sensitive.of(""));
    }
}
