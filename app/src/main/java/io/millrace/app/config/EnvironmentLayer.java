package io.millrace.app.config;

import io.millrace.core.shared.Problem;
import io.millrace.server.shape.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values of environment variables whose name starts with {@code MILLRACE_}. */
final class EnvironmentLayer {
    static final String PREFIX = "MILLRACE_";
    static final String MASTER_KEY = "MILLRACE_MASTER_KEY";
    static final String BOOTSTRAP_EMAIL = "MILLRACE_BOOTSTRAP_EMAIL";
    static final String BOOTSTRAP_PASSWORD = "MILLRACE_BOOTSTRAP_PASSWORD";
    static final String BOOTSTRAP_TOKEN = "MILLRACE_BOOTSTRAP_TOKEN";

    /**
     * Variables that are no keys: secrets that do not belong into a file, and what the client commands read, which may well
     * be set in the shell that starts a server.
     */
    static final Set<String> OTHERS = Set.of(
            MASTER_KEY,
            BOOTSTRAP_EMAIL,
            BOOTSTRAP_PASSWORD,
            BOOTSTRAP_TOKEN,
            "MILLRACE_URL",
            "MILLRACE_TOKEN",
            "MILLRACE_PROJECT");

    private final Map<String, String> keyByVariable;
    private final List<Problem> problems;

    EnvironmentLayer(Set<String> keys, List<Problem> problems) {
        this.keyByVariable = keys.stream().collect(Collectors.toMap(EnvironmentLayer::variable, key -> key));
        this.problems = problems;
    }

    /** The environment variable of a key: {@code MILLRACE_SERVER_PORT} of {@code server.port}. */
    static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    Map<String, Given> read(Map<String, String> environment) {
        Map<String, Given> given = new LinkedHashMap<>();
        new TreeMap<>(environment).forEach((variable, value) -> {
            String key = keyByVariable.get(variable);
            if (key != null) {
                given.put(key, Given.text(value, "environment variable " + variable));
            } else if (variable.startsWith(PREFIX) && !OTHERS.contains(variable)) {
                problems.add(Problem.at(variable, "There is no such setting." + hint(variable)));
            }
        });
        return given;
    }

    private String hint(String variable) {
        List<String> known = Stream.concat(keyByVariable.keySet().stream(), OTHERS.stream())
                .sorted()
                .toList();
        return Spelling.hint(variable, known);
    }
}
