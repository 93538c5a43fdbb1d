package io.millrace.core.execution;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * About how much of the heap a JSON value takes: the sizes of the objects on a 64-bit JVM with compressed references, and
 * two bytes a character. A parsed value takes several times the room of its text.
 */
final class Footprint {
    private static final int MAP = 64;
    private static final int ENTRY = 48;
    private static final int LIST = 40;
    private static final int REFERENCE = 8;
    private static final int TEXT = 48;
    private static final int NUMBER = 24;

    private Footprint() {}

    /** In bytes. */
    static long of(@Nullable Object value) {
        return switch (value) {
            case String text -> TEXT + 2L * text.length();
            case Number number -> NUMBER;
            case List<?> list ->
                LIST + list.stream().mapToLong(item -> REFERENCE + of(item)).sum();
            case Map<?, ?> map ->
                MAP
                        + map.entrySet().stream()
                                .mapToLong(entry -> ENTRY + of(entry.getKey()) + of(entry.getValue()))
                                .sum();
            case null, default -> 0;
        };
    }
}
