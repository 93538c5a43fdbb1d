package io.millrace.egress;

import io.millrace.sdk.CredentialNames;
import java.util.BitSet;

/**
 * Finds values that are credentials judging by the name they stand under, although nobody marked them: fields of JSON objects,
 * of forms and of URLs, and the user name and password in a URL.
 *
 * <p>Every recorded body passes through here, so it jumps from one separator to the next and looks around, instead of trying a
 * regular expression at each character (which took a quarter of the time of a small call).
 */
final class NamedCredentials {
    private static final int LONGEST_NAME = 32;

    private NamedCredentials() {}

    /** Whether a text has anything at all that could stand between a name and a value, or before a user name. */
    static boolean mayBeIn(String text) {
        return text.indexOf(':') >= 0 || text.indexOf('=') >= 0;
    }

    /** Marks the characters of all such values. */
    static void mark(String text, BitSet hidden) {
        for (int at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
            if (text.startsWith("://", at)) {
                markUserInfo(text, at + 3, hidden);
            } else {
                markJson(text, at, hidden);
            }
        }
        for (int at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
            markField(text, at, hidden);
        }
    }

    private static void markJson(String text, int colon, BitSet hidden) {
        int nameEnd = skipSpaceBack(text, colon - 1);
        if (nameEnd < 1 || text.charAt(nameEnd) != '"') {
            return;
        }
        int nameStart = text.lastIndexOf('"', nameEnd - 1) + 1;
        int valueQuote = skipSpace(text, colon + 1);
        boolean isText = valueQuote < text.length() && text.charAt(valueQuote) == '"';
        if (isText
                && nameEnd - nameStart <= LONGEST_NAME
                && CredentialNames.isJsonField(text.substring(nameStart, nameEnd))) {
            hidden.set(valueQuote + 1, endOfJsonText(text, valueQuote + 1));
        }
    }

    private static void markField(String text, int equals, BitSet hidden) {
        int start = equals;
        while (start > 0 && equals - start < LONGEST_NAME && isNameCharacter(text.charAt(start - 1))) {
            start--;
        }
        boolean isFirst = start == 0 || text.charAt(start - 1) == '?' || text.charAt(start - 1) == '&';
        if (isFirst && CredentialNames.isFormField(text.substring(start, equals))) {
            hidden.set(equals + 1, endOf(text, equals + 1, "&#\" \t\r\n"));
        }
    }

    private static void markUserInfo(String text, int start, BitSet hidden) {
        int end = endOf(text, start, "@/?#\" \t\r\n");
        if (end < text.length() && text.charAt(end) == '@') {
            hidden.set(start, end);
        }
    }

    private static int endOf(String text, int start, String ends) {
        int at = start;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static int endOfJsonText(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    private static int skipSpace(String text, int start) {
        int at = start;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int skipSpaceBack(String text, int start) {
        int at = start;
        while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return at;
    }

    private static boolean isNameCharacter(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '-';
    }
}
