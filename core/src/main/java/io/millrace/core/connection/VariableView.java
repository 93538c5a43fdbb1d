package io.millrace.core.connection;

import io.millrace.core.connection.StoredVariable.Plain;
import io.millrace.core.connection.StoredVariable.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A variable as people may see it.
 *
 * @param value the JSON value; {@code null} when it is secret
 * @param revision changes with every save; for {@code ETag} and {@code If-Match}
 */
public record VariableView(
        String name, boolean secret, @Nullable Object value, Instant created, Instant updated, long revision) {
    static VariableView of(StoredVariable stored) {
        return switch (stored.content()) {
            case Plain(Object value) ->
                new VariableView(stored.name(), false, value, stored.created(), stored.updated(), stored.revision());
            case Secret _ ->
                new VariableView(stored.name(), true, null, stored.created(), stored.updated(), stored.revision());
        };
    }
}
