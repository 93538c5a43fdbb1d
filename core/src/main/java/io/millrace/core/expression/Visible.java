package io.millrace.core.expression;

import java.util.Map;
import java.util.Set;

/**
 * The names an expression may use, and what is known of their types.
 *
 * <p>A schema of an object that declares {@code properties}, and does not open itself with {@code additionalProperties},
 * is closed: any other field is an error when the expression is compiled. An empty schema is dynamic: anything compiles
 * and is checked when it is evaluated. {@code now} is always visible, {@code secrets} where {@code secretsAllowed} says so.
 *
 * @param schema a JSON Schema for each name; or one schema of an object whose {@code properties} are the names. Not
 *     changed after it was handed over
 * @param secretNames the secrets that exist; empty when they are not known, and then any name compiles
 * @param secretsAllowed whether the value goes to a tool or a verification, the only places a secret may reach
 */
public record Visible(Map<String, Object> schema, Set<String> secretNames, boolean secretsAllowed) {
    public Visible {
        schema = Map.copyOf(schema);
        secretNames = Set.copyOf(secretNames);
    }

    /** The given names and no secrets. */
    public static Visible of(Map<String, Object> schema) {
        return new Visible(schema, Set.of(), false);
    }
}
