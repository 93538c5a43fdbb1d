package io.millrace.server.route;

import io.millrace.core.shared.Page;
import io.millrace.server.shape.JsonObject;
import io.millrace.server.shape.ShapeReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A parameter in a route's query, with its type.
 *
 * @param schema JSON Schema of one value
 * @param parse makes the value of the text given, or of nothing; throws {@link IllegalArgumentException} with a sentence
 */
public record QueryParameter<T>(
        String name, String description, Map<String, Object> schema, Function<Optional<String>, T> parse) {
    private static final int MAX_TEXT = 1000;

    /** How many items a page has at most. */
    public static final QueryParameter<Integer> LIMIT = new QueryParameter<>(
            "limit",
            "How many items at most",
            JsonObject.of("type", "integer", "minimum", 1, "maximum", Page.MAX_LIMIT, "default", Page.DEFAULT_LIMIT),
            given -> given.map(QueryParameter::limit).orElse(Page.DEFAULT_LIMIT));

    /** Where a page starts. */
    public static final QueryParameter<Optional<String>> CURSOR =
            text("cursor", "The 'next' of the page before; nothing for the first page");

    public static QueryParameter<Optional<String>> text(String name, String description) {
        return new QueryParameter<>(name, description, JsonObject.of("type", "string"), given -> {
            if (given.isPresent() && given.get().length() > MAX_TEXT) {
                throw new IllegalArgumentException("At most " + MAX_TEXT + " characters are read here.");
            }
            return given.filter(text -> !text.isEmpty());
        });
    }

    public static QueryParameter<Optional<Instant>> time(String name, String description) {
        return new QueryParameter<>(
                name,
                description,
                JsonObject.of("type", "string", "format", "date-time"),
                given -> given.map(text -> parsed(
                        text,
                        ShapeReader::parseTime,
                        "Expected a time such as 2026-01-31T09:30:00Z (write + as %2B).")));
    }

    /** {@code true} or {@code false}. */
    public static QueryParameter<Optional<Boolean>> flag(String name, String description) {
        return new QueryParameter<>(
                name,
                description,
                JsonObject.of("type", "boolean"),
                given -> given.map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("Expected true or false.");
                }));
    }

    /** @param longest a longer duration is refused */
    public static QueryParameter<Optional<Duration>> duration(String name, String description, Duration longest) {
        return new QueryParameter<>(
                name,
                description,
                JsonObject.of("type", "string", "format", "duration"),
                given -> given.map(text -> {
                    Duration duration = parsed(text, Duration::parse, "Expected an ISO 8601 duration such as PT10S.");
                    if (duration.isNegative() || duration.compareTo(longest) > 0) {
                        throw new IllegalArgumentException("Expected a duration from PT0S to " + longest + ".");
                    }
                    return duration;
                }));
    }

    public static <E extends Enum<E>> QueryParameter<Optional<E>> choice(
            String name, String description, Class<E> type) {
        List<E> values = Arrays.asList(type.getEnumConstants());
        List<String> codes = values.stream().map(ShapeReader::code).toList();
        return new QueryParameter<>(
                name,
                description,
                JsonObject.of("type", "string", "enum", codes),
                given -> given.map(text -> {
                    int index = codes.indexOf(text);
                    if (index < 0) {
                        throw new IllegalArgumentException("Expected one of " + String.join(", ", codes) + ".");
                    }
                    return values.get(index);
                }));
    }

    private static int limit(String text) {
        String expected = "Expected a whole number from 1 to " + Page.MAX_LIMIT + ".";
        int limit = parsed(text, Integer::parseInt, expected);
        if (limit < 1 || limit > Page.MAX_LIMIT) {
            throw new IllegalArgumentException(expected);
        }
        return limit;
    }

    private static <T> T parsed(String text, Function<String, T> parse, String expected) {
        try {
            return parse.apply(text);
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException(expected, e);
        }
    }
}
