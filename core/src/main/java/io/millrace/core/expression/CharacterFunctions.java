package io.millrace.core.expression;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.BYTES;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.common.types.CelType;
import dev.cel.common.values.CelByteString;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * CEL's functions on the characters of a text. CEL's own search in quadratic time, and the texts they make are not counted.
 * Places are counted in code points, as CEL does.
 */
final class CharacterFunctions {
    /** CEL's own code that this replaces, by the names CEL has for its overloads. */
    static final Set<String> REPLACED = Set.of("CONTAINS_STRING", "STRING_TO_BYTES", "BYTES_TO_STRING");

    private CharacterFunctions() {}

    static List<BuiltIn> all() {
        return List.of(
                text("lowerAscii", "string_lower_ascii", Ascii::toLowerCase),
                text("upperAscii", "string_upper_ascii", Ascii::toUpperCase),
                text("trim", "string_trim", CharMatcher.whitespace()::trimFrom),
                text(
                        "reverse",
                        "string_reverse",
                        given -> new StringBuilder(given).reverse().toString()),
                of("charAt", "string_char_at_int", STRING, List.of(INT), a -> charAt((String) a[0], (long) a[1])),
                of(
                        "substring",
                        "string_substring_int",
                        STRING,
                        List.of(INT),
                        a -> substring((String) a[0], (long) a[1])),
                of(
                        "substring",
                        "string_substring_int_int",
                        STRING,
                        List.of(INT, INT),
                        a -> substring((String) a[0], (long) a[1], (long) a[2])),
                of(
                        "contains",
                        "contains_string",
                        BOOL,
                        List.of(STRING),
                        a -> new TextSearch((String) a[1], Meter.current()).next((String) a[0], 0) >= 0),
                of(
                        "indexOf",
                        "string_index_of_string",
                        INT,
                        List.of(STRING),
                        a -> indexOf((String) a[0], (String) a[1], 0)),
                of(
                        "indexOf",
                        "string_index_of_string_int",
                        INT,
                        List.of(STRING, INT),
                        a -> indexOf((String) a[0], (String) a[1], (long) a[2])),
                of(
                        "lastIndexOf",
                        "string_last_index_of_string",
                        INT,
                        List.of(STRING),
                        a -> lastIndexOf((String) a[0], (String) a[1], Integer.MAX_VALUE)),
                of(
                        "lastIndexOf",
                        "string_last_index_of_string_int",
                        INT,
                        List.of(STRING, INT),
                        a -> lastIndexOf(
                                (String) a[0], (String) a[1], checked((String) a[0], "lastIndexOf", (long) a[2]))),
                BuiltIn.replacement("bytes", "string_to_bytes", BYTES, List.of(STRING), a -> bytes((String) a[0])),
                BuiltIn.replacement(
                        "string", "bytes_to_string", STRING, List.of(BYTES), a -> string((CelByteString) a[0])));
    }

    /** What makes one text of another of about its length. */
    private interface Change {
        String of(String text);
    }

    private static BuiltIn text(String name, String id, Change change) {
        return of(name, id, STRING, List.of(), a -> {
            String text = (String) a[0];
            Meter.current().text(text.length());
            return change.of(text);
        });
    }

    private static BuiltIn of(String name, String id, CelType result, List<CelType> others, BuiltIn.Body body) {
        List<CelType> parameters = new ArrayList<>(List.of(STRING));
        parameters.addAll(others);
        return BuiltIn.replacement(name, id, result, parameters, body);
    }

    /** The character at a place; the empty text at the end. */
    private static String charAt(String text, long index) {
        int at = place(text, checked(text, "charAt", index));
        return at == text.length() ? "" : Character.toString(text.codePointAt(at));
    }

    private static String substring(String text, long from) {
        return Meter.current().made(text.substring(place(text, checked(text, "substring", from))));
    }

    private static String substring(String text, long from, long to) {
        int start = place(text, checked(text, "substring", from));
        int end = place(text, checked(text, "substring", to));
        if (start > end) {
            throw new CelInvalidArgumentException("substring from " + from + " to " + to + " is turned around.");
        }
        return Meter.current().made(text.substring(start, end));
    }

    private static long indexOf(String text, String wanted, long from) {
        int start = place(text, checked(text, "indexOf", from));
        int found = new TextSearch(wanted, Meter.current()).next(text, start);
        return found < 0 ? -1 : text.codePointCount(0, found);
    }

    /** The last place at {@code from} or before, searched for backwards. */
    private static long lastIndexOf(String text, String wanted, int from) {
        int latest = from >= text.length() ? text.length() : place(text, from);
        int end = (int) Math.min(text.length(), (long) latest + wanted.length());
        Meter meter = Meter.current();
        TextSearch backwards = new TextSearch(reversed(wanted, wanted.length(), meter), meter);
        int found = backwards.next(reversed(text, end, meter), 0);
        return found < 0 ? -1 : text.codePointCount(0, end - found - wanted.length());
    }

    /** Its first characters in turned order, without regard to pairs of surrogates. */
    private static String reversed(String text, int end, Meter meter) {
        meter.text(end);
        char[] characters = new char[end];
        for (int i = 0; i < end; i++) {
            characters[i] = text.charAt(end - 1 - i);
        }
        return new String(characters);
    }

    private static int checked(String text, String function, long index) {
        if (index < 0 || index > text.length() || index > text.codePointCount(0, text.length())) {
            throw new CelInvalidArgumentException(
                    function + " was given the place " + index + ", and the text has no such place.");
        }
        return (int) index;
    }

    private static int place(String text, int codePoints) {
        return text.offsetByCodePoints(0, codePoints);
    }

    private static CelByteString bytes(String text) {
        Meter.current().text(text.length());
        return CelByteString.copyFromUtf8(text);
    }

    private static String string(CelByteString bytes) {
        Meter.current().text(bytes.size());
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CelInvalidArgumentException("the bytes are no text in UTF-8.");
        }
    }
}
