package io.millrace.server.shape;

import io.millrace.core.shared.Json;
import io.millrace.core.shared.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a JSON value into the Java value of a shape and collects everything that is wrong on the way. Used once. */
public final class ShapeReader {
    private static final char NUL = '\0';
    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    private final List<Problem> problems = new ArrayList<>();

    /** What was wrong; when it is not empty, what {@link #read} gave must not be used. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** @param path of the value in the body; empty for the whole */
    public @Nullable Object read(Shape shape, @Nullable Object value, String path) {
        return switch (shape) {
            case Shape.Anything() -> value;
            case Shape.Text() -> value instanceof String text ? text(text, path) : wrong(path, "a text", value);
            case Shape.Flag() -> value instanceof Boolean ? value : wrong(path, "true or false", value);
            case Shape.Whole(Class<?> type) -> whole(type, value, path);
            case Shape.Decimal() ->
                value instanceof Number number ? number.doubleValue() : wrong(path, "a number", value);
            case Shape.Time() -> value instanceof String text ? time(text, path) : wrong(path, "a time", value);
            case Shape.Period() -> value instanceof String text ? period(text, path) : wrong(path, "a duration", value);
            case Shape.Choice(List<Enum<?>> values) -> choice(values, value, path);
            case Shape.ListOf(Shape item) -> list(item, value, path);
            case Shape.MapOf map -> map(map, value, path);
            case Shape.Fields fields -> fields(fields, value, path);
        };
    }

    private @Nullable Object text(String text, String path) {
        Optional<String> unstorable = unstorable(text);
        unstorable.ifPresent(what -> problem(path, "This text may not hold " + what));
        return unstorable.isEmpty() ? text : null;
    }

    /** What a text holds that no database stores and nobody means, with a full stop. */
    public static Optional<String> unstorable(String text) {
        if (text.indexOf(NUL) >= 0) {
            return Optional.of("the character U+0000.");
        }
        return Json.halfIn(text) >= 0
                ? Optional.of("half a character: a surrogate such as \\ud83d without the other one.")
                : Optional.empty();
    }

    private @Nullable Object whole(Class<?> type, @Nullable Object value, String path) {
        if (value instanceof Long number) {
            if (type == long.class) {
                return number;
            }
            if (number == number.intValue()) {
                return number.intValue();
            }
        }
        return wrong(path, "a whole number", value);
    }

    private @Nullable Object time(String text, String path) {
        try {
            return parseTime(text);
        } catch (DateTimeException e) {
            return wrong(path, "a time such as 2026-01-31T09:30:00Z", text);
        }
    }

    private @Nullable Object period(String text, String path) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            return wrong(path, "an ISO 8601 duration such as PT10S", text);
        }
    }

    private @Nullable Object choice(List<Enum<?>> values, @Nullable Object value, String path) {
        List<String> names = values.stream().map(ShapeReader::code).toList();
        int index = names.indexOf(value);
        if (index >= 0) {
            return values.get(index);
        }
        return wrong(path, "one of " + String.join(", ", names), value);
    }

    private @Nullable Object list(Shape item, @Nullable Object value, String path) {
        if (!(value instanceof List<?> values)) {
            return wrong(path, "a list", value);
        }
        List<@Nullable Object> read = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            read.add(read(item, values.get(i), path + "[" + i + "]"));
        }
        return Collections.unmodifiableList(read);
    }

    private @Nullable Object map(Shape.MapOf shape, @Nullable Object value, String path) {
        if (!(value instanceof Map<?, ?> values)) {
            return wrong(path, "an object", value);
        }
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        values.forEach((key, each) -> {
            String name = (String) key;
            unstorable(name).ifPresent(what -> problem(path, "The name of a field may not hold " + what));
            boolean left = each == null && shape.nullable();
            read.put(name, left ? null : read(shape.value(), each, join(path, name)));
        });
        return Collections.unmodifiableMap(read);
    }

    private @Nullable Object fields(Shape.Fields shape, @Nullable Object value, String path) {
        if (!(value instanceof Map<?, ?> values)) {
            return wrong(path, "an object", value);
        }
        int before = problems.size();
        List<String> known = shape.fields().stream().map(Shape.Field::name).toList();
        for (Object key : values.keySet()) {
            if (!known.contains(key)) {
                String name = (String) key;
                problem(join(path, name), "There is no field '" + name + "'." + Spelling.hint(name, known));
            }
        }
        @Nullable
        Object[] arguments = shape.fields().stream()
                .map(field -> argument(field, values.get(field.name()), join(path, field.name())))
                .toArray();
        return problems.size() > before ? null : construct(shape, arguments);
    }

    private @Nullable Object argument(Shape.Field field, @Nullable Object value, String path) {
        if (value == null) {
            if (field.required()) {
                problem(path, "This field is required.");
            }
            return field.wrapped() ? Optional.empty() : null;
        }
        Object read = read(field.shape(), value, path);
        return field.wrapped() ? Optional.ofNullable(read) : read;
    }

    private static Object construct(Shape.Fields shape, @Nullable Object[] arguments) {
        try {
            return shape.constructor().newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A " + shape.name() + " cannot be made", e);
        }
    }

    private @Nullable Object wrong(String path, String expected, @Nullable Object value) {
        problem(path, "Expected " + expected + ", not " + kind(value) + ".");
        return null;
    }

    private void problem(String path, String message) {
        problems.add(Problem.at(path, message));
    }

    /** What was given, by its kind only: the value may be a secret in the wrong place. */
    private static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String ignored -> "this text";
            case Boolean ignored -> "true or false";
            case Long ignored -> "this whole number";
            case Number ignored -> "this number";
            case List<?> ignored -> "a list";
            case Map<?, ?> ignored -> "an object";
            default -> "this value";
        };
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /**
     * Reads RFC 3339 with any offset, in the years that it has: 1 to 9999, in UTC too.
     *
     * @throws DateTimeException when it is anything else
     */
    public static Instant parseTime(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
        if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
            throw new DateTimeException("The year " + time.getYear() + " is out of reach");
        }
        return time.toInstant();
    }

    /** How an enum's value stands in JSON and in query parameters. */
    public static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
