package io.millrace.core.connection;

import io.millrace.core.shared.Json;
import java.util.List;

/**
 * Where a secret belongs. It is bound into the ciphertext as associated data, so a ciphertext that somebody moves to
 * another row or field of the database does not open there.
 */
sealed interface SecretPlace {
    record OfConnection(String project, String connection, String secret) implements SecretPlace {}

    record OfVariable(String project, String name) implements SecretPlace {}

    /** Written as a JSON array, which no choice of names can make ambiguous. */
    default byte[] associatedData() {
        return Json.writeBytes(
                switch (this) {
                    case OfConnection(String project, String connection, String secret) ->
                        List.of("connection", project, connection, secret);
                    case OfVariable(String project, String name) -> List.of("variable", project, name);
                });
    }

    /** The place in words, for messages. */
    default String words() {
        return switch (this) {
            case OfConnection(String project, String connection, String secret) ->
                "'" + secret + "' of the connection '" + connection + "' in '" + project + "'";
            case OfVariable(String project, String name) -> "the variable '" + name + "' in '" + project + "'";
        };
    }
}
