package io.millrace.core.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import io.millrace.sdk.Sensitive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what an expression evaluates to into plain JSON values. */
final class Values {
    private static final int MAX_DEPTH = 200;

    private Values() {}

    /**
     * The plain JSON value. Instants become RFC 3339 text, durations ISO 8601 text, bytes base64 text; an entry or item
     * without a value is left out.
     *
     * @return empty when the value itself is {@code optional.none()}; an optional of {@link NullValue} for null
     */
    static Optional<Object> json(Object value, Output output) {
        return value instanceof Optional<?> optional
                ? optional.flatMap(present -> json(present, output))
                : Optional.of(orNull(convert(value, output, 0)));
    }

    /** Undoes the stand-in for null that {@link #json} uses. */
    static @Nullable Object unwrap(Object value) {
        return value == NullValue.NULL_VALUE ? null : value;
    }

    private static Object orNull(@Nullable Object value) {
        return value == null ? NullValue.NULL_VALUE : value;
    }

    private static @Nullable Object convert(@Nullable Object value, Output output, int depth) {
        if (depth > MAX_DEPTH) {
            throw Meter.exceeded("its result nests more than " + MAX_DEPTH + " lists and maps");
        }
        return switch (value) {
            case null -> null;
            case NullValue none -> null;
            case String text -> output.text(text);
            case Boolean bool -> bool;
            case Long number -> number;
            case Double number -> finite(number);
            case Sensitive secret -> secret;
            case UnsignedLong number -> signed(number);
            case Instant time -> time.toString();
            case Duration duration -> duration.toString();
            case CelByteString bytes -> output.text(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case Map<?, ?> map -> map(map, output, depth);
            case Collection<?> list -> list(list, output, depth);
            default -> throw new CelInvalidArgumentException(typeName(value) + " is not a JSON value.");
        };
    }

    private static Object map(Map<?, ?> map, Output output, int depth) {
        output.elements(map.size());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
            if (present != null || !(value instanceof Optional<?>)) {
                String name = output.text(String.valueOf(key));
                if (json.containsKey(name)) {
                    throw new CelInvalidArgumentException("two keys of a map are both written as '" + name
                            + "' in JSON, where keys are texts. Leave out or rename one of them.");
                }
                json.put(name, convert(present, output, depth + 1));
            }
        });
        return json;
    }

    private static Object list(Collection<?> list, Output output, int depth) {
        output.elements(list.size());
        List<@Nullable Object> json = new ArrayList<>();
        for (Object value : list) {
            Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
            if (present != null || !(value instanceof Optional<?>)) {
                json.add(convert(present, output, depth + 1));
            }
        }
        return json;
    }

    private static Double finite(Double number) {
        if (!Double.isFinite(number)) {
            throw new CelInvalidArgumentException("the result is " + number + ", which JSON cannot hold.");
        }
        return number;
    }

    private static Long signed(UnsignedLong number) {
        if (number.bigIntegerValue().bitLength() > 63) {
            throw new CelInvalidArgumentException(number + " does not fit into a signed 64-bit integer.");
        }
        return number.longValue();
    }

    /** What a value is, for a message. */
    static String typeName(Object value) {
        return switch (value) {
            case NullValue none -> "null";
            case String text -> "a text";
            case Boolean bool -> "a boolean";
            case Long number -> "a whole number";
            case Double number -> "a decimal number";
            case UnsignedLong number -> "an unsigned number";
            case Instant time -> "a timestamp";
            case Duration duration -> "a duration";
            case CelByteString bytes -> "bytes";
            case Map<?, ?> map -> "a map";
            case Collection<?> list -> "a list";
            case Optional<?> optional -> "an optional value";
            case Sensitive secret -> "a secret";
            default -> "a value of another kind";
        };
    }

    /** What the result of one template may still hold. */
    static final class Output {
        /** The most elements of all lists and maps of a result together. */
        static final int MAX_ELEMENTS = Meter.MAX_ELEMENTS;

        /** The most characters of all texts of a result together. */
        static final int MAX_TEXT = 8 << 20;

        private long elements;
        private long characters;

        String text(String text) {
            characters += text.length();
            if (characters > MAX_TEXT) {
                throw Meter.exceeded("its result has more than " + MAX_TEXT + " characters of text");
            }
            return text;
        }

        void elements(int more) {
            elements += more;
            if (elements > MAX_ELEMENTS) {
                throw Meter.exceeded("its result has more than " + MAX_ELEMENTS + " elements");
            }
        }
    }
}
