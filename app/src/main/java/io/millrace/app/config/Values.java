package io.millrace.app.config;

import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The chosen value of every key, and what is wrong with them. */
final class Values {
    private final Shipped shipped;
    private final Map<String, Given> chosen;
    private final List<Problem> problems;
    private final Set<String> unread;

    /** Turns a value into what the key means. */
    @FunctionalInterface
    interface Reading<T> {
        /**
         * @param value a JSON value, never null; a text when it comes from the environment or the command line
         * @throws IllegalArgumentException with a sentence for people, without the value when that may be secret
         */
        T read(Object value);
    }

    Values(Shipped shipped, Map<String, Given> chosen, List<Problem> problems) {
        this.shipped = shipped;
        this.chosen = chosen;
        this.problems = problems;
        this.unread = new LinkedHashSet<>(shipped.keys());
    }

    /** The value of a key that must have one. A bad value is noted, and the default is given to go on with. */
    <T> T required(String key, Reading<T> reading) {
        Optional<T> value = optional(key, reading);
        if (value.isEmpty() && given(key).value() == null) {
            problems.add(given(key).problem(key, "This must not be empty."));
        }
        return value.orElseGet(() -> reading.read(shippedValue(key)));
    }

    /** The value of a key that may be empty. */
    <T> Optional<T> optional(String key, Reading<T> reading) {
        unread.remove(key);
        Object value = given(key).value();
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.read(value));
        } catch (IllegalArgumentException | MillraceException e) {
            problems.add(given(key).problem(key, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /** Keys that nobody asked for: documented, but without effect. */
    Set<String> unread() {
        return unread;
    }

    private Given given(String key) {
        @Nullable Given given = chosen.get(key);
        if (given == null) {
            throw new IllegalStateException("The key '" + key + "' is not in the shipped millrace.yaml");
        }
        return given;
    }

    private Object shippedValue(String key) {
        Object value =
                Optional.ofNullable(shipped.values().get(key)).map(Given::value).orElse(null);
        if (value == null) {
            throw new IllegalStateException("The required key '" + key + "' has no default");
        }
        return value;
    }
}
