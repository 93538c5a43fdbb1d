package io.millrace.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code --name value} pairs; a name may repeat, and what follows a lone {@code --} is kept as it is. */
final class Arguments {
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final List<String> rest = new ArrayList<>();
    private final Set<String> used = new HashSet<>();

    private Arguments() {}

    /** @throws IllegalArgumentException when a name lacks its value */
    static Arguments of(String... arguments) {
        Arguments parsed = new Arguments();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            if (name.equals("--")) {
                parsed.rest.addAll(Arrays.asList(arguments).subList(i + 1, arguments.length));
                break;
            }
            if (!name.startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException("Expected --name value at \"" + name + "\".");
            }
            parsed.values
                    .computeIfAbsent(name.substring(2), key -> new ArrayList<>())
                    .add(arguments[i + 1]);
        }
        return parsed;
    }

    /** @throws IllegalArgumentException when it is missing */
    String text(String name) {
        return optional(name).orElseThrow(() -> new IllegalArgumentException("--" + name + " is missing."));
    }

    Optional<String> optional(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        used.add(name);
        return values.getOrDefault(name, List.of());
    }

    /** @throws IllegalArgumentException when it is no number of zero or more */
    int number(String name, int otherwise) {
        return optional(name).map(text -> parse(name, text)).orElse(otherwise);
    }

    private static int parse(String name, String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("--" + name + " must be a whole number, not \"" + text + "\".");
        }
        return Integer.parseInt(text);
    }

    List<String> rest() {
        return List.copyOf(rest);
    }

    /** @throws IllegalArgumentException naming what no tool asked for, so that a misspelt name does not go unnoticed */
    void requireAllUsed() {
        Set<String> unknown = new HashSet<>(values.keySet());
        unknown.removeAll(used);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Unknown: --"
                    + String.join(", --", unknown.stream().sorted().toList()));
        }
    }
}
