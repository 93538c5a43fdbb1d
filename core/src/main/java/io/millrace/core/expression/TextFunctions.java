package io.millrace.core.expression;

import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Functions on texts: those of CEL's string library whose result can be larger than their arguments, and our own. */
final class TextFunctions {
    private static final CelType STRINGS = ListType.create(STRING);

    /** Latin letters that are no letter with an accent to Unicode. */
    private static final Map<Character, String> LETTERS =
            Map.of('ß', "ss", 'æ', "ae", 'œ', "oe", 'ø', "o", 'ł', "l", 'đ', "d", 'ð', "d", 'þ', "th", 'ı', "i");

    private TextFunctions() {}

    static List<BuiltIn> all() {
        return List.of(
                BuiltIn.member("join", "join_list", STRING, List.of(STRINGS), a -> join((List<?>) a[0], "")),
                BuiltIn.member(
                        "join",
                        "join_list_string",
                        STRING,
                        List.of(STRINGS, STRING),
                        a -> join((List<?>) a[0], (String) a[1])),
                BuiltIn.member(
                        "split",
                        "split_string_string",
                        STRINGS,
                        List.of(STRING, STRING),
                        a -> split((String) a[0], (String) a[1], -1)),
                BuiltIn.member(
                        "split",
                        "split_string_string_int",
                        STRINGS,
                        List.of(STRING, STRING, INT),
                        a -> split((String) a[0], (String) a[1], (long) a[2])),
                BuiltIn.member(
                        "replace",
                        "replace_string_string",
                        STRING,
                        List.of(STRING, STRING, STRING),
                        a -> replace((String) a[0], (String) a[1], (String) a[2], -1)),
                BuiltIn.member(
                        "replace",
                        "replace_string_string_int",
                        STRING,
                        List.of(STRING, STRING, STRING, INT),
                        a -> replace((String) a[0], (String) a[1], (String) a[2], (long) a[3])),
                BuiltIn.function("slug", "slug_string", STRING, List.of(STRING), a -> slug((String) a[0])),
                BuiltIn.function(
                        "truncate",
                        "truncate_string_int",
                        STRING,
                        List.of(STRING, INT),
                        a -> truncate((String) a[0], (long) a[1], "...")),
                BuiltIn.function(
                        "truncate",
                        "truncate_string_int_string",
                        STRING,
                        List.of(STRING, INT, STRING),
                        a -> truncate((String) a[0], (long) a[1], (String) a[2])));
    }

    private static String join(List<?> parts, String separator) {
        Meter meter = Meter.current();
        StringBuilder text = new StringBuilder();
        boolean first = true;
        for (Object part : parts) {
            if (!(part instanceof String string)) {
                throw new CelInvalidArgumentException(
                        "join takes texts, and there is " + Values.typeName(part) + " among them.");
            }
            meter.tick();
            text.append(first ? "" : separator).append(string);
            first = false;
            checkLength(text.length());
        }
        return meter.made(text.toString());
    }

    /** CEL's split: a limit of n gives at most n parts, the last with the rest; a negative one gives all. */
    private static List<String> split(String text, String separator, long limit) {
        List<String> parts = new ArrayList<>();
        if (limit == 0) {
            return parts;
        }
        Meter meter = Meter.current();
        meter.text(text.length());
        TextSearch search = new TextSearch(separator, meter);
        int from = 0;
        while (limit < 0 || parts.size() < limit - 1) {
            int at = nextSeparator(text, separator, search, from);
            if (at < 0) {
                break;
            }
            parts.add(text.substring(from, at));
            meter.elements(parts.size());
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** An empty separator stands between any two characters. */
    private static int nextSeparator(String text, String separator, TextSearch search, int from) {
        if (!separator.isEmpty()) {
            return search.next(text, from);
        }
        int next = from < text.length() ? text.offsetByCodePoints(from, 1) : text.length();
        return next < text.length() ? next : -1;
    }

    /** CEL's replace: an empty search text matches before every character and at the end. */
    private static String replace(String text, String search, String replacement, long limit) {
        Meter meter = Meter.current();
        TextSearch searched = new TextSearch(search, meter);
        StringBuilder result = new StringBuilder();
        int from = 0;
        long count = 0;
        while (limit < 0 || count < limit) {
            meter.tick();
            int at = searched.next(text, from);
            if (at < 0) {
                break;
            }
            result.append(text, from, at).append(replacement);
            checkLength(result.length());
            from = at + search.length();
            count++;
            if (search.isEmpty()) {
                if (at >= text.length()) {
                    break;
                }
                from = text.offsetByCodePoints(at, 1);
                result.append(text, at, from);
            }
        }
        result.append(text, from, text.length());
        return Meter.current().made(result.toString());
    }

    /**
     * Lower-case letters, digits and single hyphens; accents are dropped, other letters too. Characters are taken apart
     * one by one: marks in long rows are put in order in quadratic time, and here they are dropped anyway.
     */
    private static String slug(String text) {
        Meter meter = Meter.current();
        StringBuilder slug = new StringBuilder();
        boolean gap = false;
        int next;
        for (int at = 0; at < text.length(); at = next) {
            next = text.offsetByCodePoints(at, 1);
            meter.tick();
            String plain = plain(text.codePointAt(at));
            for (int i = 0; i < plain.length(); i++) {
                char c = plain.charAt(i);
                String letters = LETTERS.getOrDefault(c, isPlain(c) ? String.valueOf(c) : "");
                if (!letters.isEmpty()) {
                    slug.append(gap && !slug.isEmpty() ? "-" : "").append(letters);
                    gap = false;
                } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                    gap = true;
                }
            }
            checkLength(slug.length());
        }
        return meter.made(slug.toString());
    }

    private static String plain(int character) {
        String lower = Character.toString(Character.toLowerCase(character));
        return character < 128 ? lower : Normalizer.normalize(lower, Normalizer.Form.NFKD);
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /** At most {@code length} characters, the mark included; a pair of surrogates is never cut. */
    private static String truncate(String text, long length, String mark) {
        long kept = length - mark.codePointCount(0, mark.length());
        if (length < 0 || kept < 0) {
            throw new CelInvalidArgumentException(
                    "truncate needs room for '" + mark + "', and the length is " + length + ".");
        }
        if (text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        return Meter.current().made(text.substring(0, text.offsetByCodePoints(0, (int) kept)) + mark);
    }

    static void checkLength(int length) {
        if (length > Meter.MAX_TEXT) {
            Meter.current().text(length);
        }
    }
}
