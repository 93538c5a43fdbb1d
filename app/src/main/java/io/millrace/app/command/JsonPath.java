package io.millrace.app.command;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads answers without trusting their shape: what is not there is empty. */
final class JsonPath {
    private JsonPath() {}

    /** The value below some names; null when any of them is missing. */
    static @Nullable Object at(@Nullable Object json, String... names) {
        Object value = json;
        for (String name : names) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return value;
    }

    /** The value as people read it; empty when there is none. */
    static String text(@Nullable Object json, String... names) {
        Object value = at(json, names);
        return value == null ? "" : String.valueOf(value);
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(@Nullable Object json, String... names) {
        return at(json, names) instanceof List<?> list ? (List<Object>) list : List.of();
    }

    /** A time without the parts of a second, which nobody reads in a table. */
    static String time(@Nullable Object json, String... names) {
        return text(json, names).replaceFirst("\\.\\d+Z$", "Z").replace('T', ' ');
    }
}
