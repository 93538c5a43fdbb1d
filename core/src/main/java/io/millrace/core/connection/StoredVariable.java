package io.millrace.core.connection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A variable as it is stored.
 *
 * @param revision 1 for a new one, one more with every save
 */
public record StoredVariable(
        String project, String name, Content content, Instant created, Instant updated, long revision) {
    /** The value, in the clear or encrypted. */
    public sealed interface Content {}

    /** @param value a JSON value */
    public record Plain(@Nullable Object value) implements Content {}

    public record Secret(Sealed ciphertext) implements Content {}
}
