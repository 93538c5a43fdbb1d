package io.millrace.core.expression;

import io.millrace.sdk.Sensitive;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of the names for one evaluation.
 *
 * @param values plain JSON values by name: {@code event}, {@code steps}, {@code vars}, {@code item} and so on. {@code now}
 *     may be given as RFC 3339 text or an {@link java.time.Instant}; else it is the clock's time
 * @param secrets the secret of a name; answers {@code null} or throws when there is none, which fails the evaluation
 */
public record Bindings(Map<String, @Nullable Object> values, Function<String, @Nullable Sensitive> secrets) {

    /** The given values and no secrets. */
    public static Bindings of(Map<String, @Nullable Object> values) {
        return new Bindings(values, name -> null);
    }

    Optional<Sensitive> secret(String name) {
        return Optional.ofNullable(secrets.apply(name));
    }
}
