package io.millrace.core.expression;

import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Functions on texts: those of CEL's string and regex libraries whose result can be larger than their arguments, with a
 * limit, and our own. Regular expressions are RE2's: they take time in proportion to the text, whatever the pattern.
 */
final class TextFunctions {
    private static final CelType STRINGS = ListType.create(STRING);
    private static final CelType MAYBE_STRING = OptionalType.create(STRING);

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
                BuiltIn.function(
                        "regex.extract",
                        "regex_extract",
                        MAYBE_STRING,
                        List.of(STRING, STRING),
                        a -> matches((String) a[0], (String) a[1], 1).stream().findFirst()),
                BuiltIn.function(
                        "regex.extractAll",
                        "regex_extract_all",
                        STRINGS,
                        List.of(STRING, STRING),
                        a -> matches((String) a[0], (String) a[1], Meter.MAX_ELEMENTS + 1)),
                BuiltIn.function(
                        "regex.replace",
                        "regex_replace",
                        STRING,
                        List.of(STRING, STRING, STRING),
                        a -> replaceMatches((String) a[0], (String) a[1], (String) a[2])),
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
        int from = 0;
        while (limit < 0 || parts.size() < limit - 1) {
            int at = nextSeparator(text, separator, from);
            if (at < 0) {
                break;
            }
            parts.add(text.substring(from, at));
            Meter.current().elements(parts.size());
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** An empty separator stands between any two characters. */
    private static int nextSeparator(String text, String separator, int from) {
        if (!separator.isEmpty()) {
            return text.indexOf(separator, from);
        }
        int next = from < text.length() ? text.offsetByCodePoints(from, 1) : text.length();
        return next < text.length() ? next : -1;
    }

    /** CEL's replace: an empty search text matches before every character and at the end. */
    private static String replace(String text, String search, String replacement, long limit) {
        StringBuilder result = new StringBuilder();
        int from = 0;
        long count = 0;
        while (limit < 0 || count < limit) {
            int at = text.indexOf(search, from);
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

    /** The first group of every match where the pattern has one, else the whole match. */
    private static List<String> matches(String text, String pattern, int limit) {
        Matcher matcher = compile(pattern).matcher(text);
        if (matcher.groupCount() > 1) {
            throw new CelInvalidArgumentException(
                    "the pattern has more than one group; write (?:...) for those that only hold together.");
        }
        List<String> found = new ArrayList<>();
        while (found.size() < limit && matcher.find()) {
            Optional.ofNullable(matcher.group(matcher.groupCount())).ifPresent(found::add);
            Meter.current().elements(found.size());
        }
        return found;
    }

    private static String replaceMatches(String text, String pattern, String replacement) {
        Matcher matcher = compile(pattern).matcher(text);
        StringBuilder result = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            result.append(text, from, matcher.start());
            appendReplacement(result, matcher, replacement);
            checkLength(result.length());
            from = matcher.end();
        }
        result.append(text, from, text.length());
        return Meter.current().made(result.toString());
    }

    /** A backslash and a digit stand for a group, {@code \0} for the whole match, two backslashes for one. */
    private static void appendReplacement(StringBuilder result, Matcher matcher, String replacement) {
        boolean escaped = false;
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (!escaped && c == '\\') {
                escaped = true;
                continue;
            }
            result.append(escaped ? escape(matcher, c) : String.valueOf(c));
            escaped = false;
        }
        if (escaped) {
            throw badReplacement();
        }
    }

    private static String escape(Matcher matcher, char escaped) {
        if (escaped == '\\') {
            return "\\";
        }
        if (escaped < '0' || escaped > '9' || escaped - '0' > matcher.groupCount()) {
            throw badReplacement();
        }
        String group = matcher.group(escaped - '0');
        return group == null ? "" : group;
    }

    private static CelInvalidArgumentException badReplacement() {
        return new CelInvalidArgumentException(
                "in the replacement, a backslash stands before a backslash or the number of a group.");
    }

    private static Pattern compile(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new CelInvalidArgumentException(
                    "'" + pattern + "' is not a regular expression of RE2: " + e.getDescription() + ".");
        }
    }

    /** Lower-case letters, digits and single hyphens; accents are dropped, other letters too. */
    private static String slug(String text) {
        String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        StringBuilder slug = new StringBuilder();
        boolean gap = false;
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
        return Meter.current().made(slug.toString());
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

    private static void checkLength(int length) {
        if (length > Meter.MAX_TEXT) {
            Meter.current().text(length);
        }
    }
}
