package io.millrace.core.shared;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON values as plain {@code Map}, {@code List}, {@code String}, {@code Long}, {@code Double}, {@code Boolean} and
 * {@code null}. Whole numbers that fit are 64-bit integers, larger ones the nearest double; reading refuses numbers beyond
 * every double, a depth above {@value #MAX_DEPTH}, duplicate keys and trailing text.
 */
public final class Json {
    /** The deepest nesting read. */
    public static final int MAX_DEPTH = 200;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(64 << 20)
                            .maxNumberLength(400)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(new SimpleModule().addDeserializer(Object.class, new PlainValues()))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private static final ObjectWriter SORTED = MAPPER.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private static final char REPLACEMENT = '\ufffd';

    private Json() {}

    /** @throws MillraceException {@code bad_json} with the place where reading stopped */
    public static @Nullable Object read(String text) {
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    /** @throws MillraceException {@code bad_json} with the place where reading stopped */
    public static @Nullable Object read(byte[] utf8) {
        try {
            return MAPPER.readValue(utf8, Object.class);
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    /** Reads a JSON object. @throws MillraceException {@code bad_json} when it is anything else */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> readObject(String text) {
        if (read(text) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new MillraceException(ErrorCode.BAD_JSON, "A JSON object was expected here.");
    }

    /**
     * Writes a value without spaces. Values that are no JSON are written by their {@code toString()}. Half a character is
     * written as an escape, so that every database can hold the text; in the name of a field, where no escape of it is read
     * again, the replacement character U+FFFD stands for it, and the last of the names that become one counts.
     */
    public static String write(@Nullable Object value) {
        String written = MAPPER.writeValueAsString(value);
        // Written as bytes, what UTF-8 cannot say is an escape; a String would hold it as it is.
        return halfIn(written) < 0 ? written : new String(writeBytes(withReadableNames(value)), StandardCharsets.UTF_8);
    }

    private static @Nullable Object withReadableNames(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> readable = new LinkedHashMap<>();
                map.forEach(
                        (name, inner) -> readable.put(withoutHalves(String.valueOf(name)), withReadableNames(inner)));
                yield readable;
            }
            case List<?> list -> {
                List<@Nullable Object> readable = new ArrayList<>(list.size());
                list.forEach(inner -> readable.add(withReadableNames(inner)));
                yield readable;
            }
            case null, default -> value;
        };
    }

    public static byte[] writeBytes(@Nullable Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The value as UTF-8, its fields in the order of their names, so that equal values are written in the same way. */
    public static byte[] writeSorted(@Nullable Object value) {
        return SORTED.writeValueAsBytes(value);
    }

    /**
     * Where half a character stands in a text: a surrogate (Unicode 3.8) without its other one, which UTF-8 cannot write, so that
     * no database and no answer can hold it as it is, and which an escape can bring; -1 when there is none.
     */
    public static int halfIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /** The text with the replacement character U+FFFD for each half without its other half. */
    public static String withoutHalves(String text) {
        if (halfIn(text) < 0) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text.length());
        text.codePoints().map(Json::orReplacement).forEach(replaced::appendCodePoint);
        return replaced.toString();
    }

    private static int orReplacement(int codePoint) {
        boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return half ? REPLACEMENT : codePoint;
    }

    private static MillraceException unreadable(JacksonException e) {
        String place = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return new MillraceException(ErrorCode.BAD_JSON, "This is not valid JSON" + place + ": " + reason(e) + ".", e);
    }

    /** What is wrong, in our own words: the parser's name its classes and settings, which mean nothing to a sender. */
    private static String reason(JacksonException e) {
        String said = String.valueOf(e.getOriginalMessage());
        if (e instanceof PlainValues.Refusal) {
            return said;
        } else if (e instanceof UnexpectedEndOfInputException) {
            return "it ends before the value does";
        } else if (e instanceof StreamConstraintsException) {
            return "it is nested deeper than " + MAX_DEPTH + " levels, or a number or text in it is too long";
        } else if (said.startsWith("Trailing token")) {
            return "something follows the end of the value";
        } else if (said.startsWith("No content")) {
            return "there is no value in it";
        } else if (said.startsWith("Duplicate")) {
            return "an object has two fields of the same name";
        }
        return "there is something that does not belong there";
    }
}
