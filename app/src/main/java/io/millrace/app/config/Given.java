package io.millrace.app.config;

import io.millrace.core.shared.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A value somebody gave for a key.
 *
 * @param value a text from the environment or an option; any JSON value from a file; null for an empty one
 * @param origin for people: "option --port", "environment variable MILLRACE_SERVER_PORT", "file x.yaml"
 * @param line from 1 in the file; 0 elsewhere
 * @param column from 1 in the file; 0 elsewhere
 */
record Given(@Nullable Object value, String origin, int line, int column) {
    static Given text(String value, String origin) {
        return new Given(value.isBlank() ? null : value, origin, 0, 0);
    }

    Problem problem(String key, String message) {
        return new Problem(key, line, column, message + " It comes from the " + origin + ".");
    }
}
