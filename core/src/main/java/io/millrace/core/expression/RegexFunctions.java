package io.millrace.core.expression;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.STRING;

import com.google.re2j.Matcher;
import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** CEL's functions with regular expressions, bounded as {@link RegularExpression} says. */
final class RegexFunctions {
    /** CEL's own code that this replaces, by the names CEL has for its overloads. */
    static final Set<String> REPLACED = Set.of("MATCHES", "MATCHES_STRING");

    private static final CelType STRINGS = ListType.create(STRING);
    private static final CelType MAYBE_STRING = OptionalType.create(STRING);

    private RegexFunctions() {}

    static List<BuiltIn> all() {
        BuiltIn.Body matches = a -> find((String) a[0], (String) a[1]);
        return List.of(
                BuiltIn.replacement("matches", "matches", BOOL, List.of(STRING, STRING), matches),
                BuiltIn.replacement("matches", "matches_string", BOOL, List.of(STRING, STRING), matches),
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
                        a -> replaceMatches((String) a[0], (String) a[1], (String) a[2])));
    }

    private static boolean find(String text, String pattern) {
        return matcher(text, pattern).find();
    }

    private static Matcher matcher(String text, String pattern) {
        return RegularExpression.of(pattern).matcher(text, Meter.current());
    }

    /** The first group of every match where the pattern has one, else the whole match. */
    private static List<String> matches(String text, String pattern, int limit) {
        Matcher matcher = matcher(text, pattern);
        if (matcher.groupCount() > 1) {
            throw new CelInvalidArgumentException(
                    "the pattern has more than one group; write (?:...) for those that only hold together.");
        }
        Meter meter = Meter.current();
        List<String> found = new ArrayList<>();
        while (found.size() < limit && matcher.find()) {
            int start = matcher.start(matcher.groupCount());
            if (start >= 0) {
                found.add(meter.made(text.substring(start, matcher.end(matcher.groupCount()))));
            }
            meter.elements(found.size());
        }
        return found;
    }

    private static String replaceMatches(String text, String pattern, String replacement) {
        Matcher matcher = matcher(text, pattern);
        StringBuilder result = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            result.append(text, from, matcher.start());
            appendReplacement(result, matcher, text, replacement);
            TextFunctions.checkLength(result.length());
            from = matcher.end();
        }
        result.append(text, from, text.length());
        return Meter.current().made(result.toString());
    }

    /** A backslash and a digit stand for a group, {@code \0} for the whole match, two backslashes for one. */
    private static void appendReplacement(StringBuilder result, Matcher matcher, String text, String replacement) {
        boolean escaped = false;
        Meter.current().tick();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (!escaped && c == '\\') {
                escaped = true;
            } else if (escaped) {
                escape(result, matcher, text, c);
                TextFunctions.checkLength(result.length());
                escaped = false;
            } else {
                result.append(c);
            }
        }
        if (escaped) {
            throw badReplacement();
        }
    }

    private static void escape(StringBuilder result, Matcher matcher, String text, char escaped) {
        if (escaped == '\\') {
            result.append(escaped);
            return;
        }
        if (escaped < '0' || escaped > '9' || escaped - '0' > matcher.groupCount()) {
            throw badReplacement();
        }
        int start = matcher.start(escaped - '0');
        if (start >= 0) {
            result.append(text, start, matcher.end(escaped - '0'));
        }
    }

    private static CelInvalidArgumentException badReplacement() {
        return new CelInvalidArgumentException(
                "in the replacement, a backslash stands before a backslash or the number of a group.");
    }
}
