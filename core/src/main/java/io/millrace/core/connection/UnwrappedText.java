package io.millrace.core.connection;

import java.util.Arrays;
import java.util.Optional;

/**
 * A text without the line breaks inside its base64, which MIME puts after 76 characters (RFC 2045, section 6.8) and PEM
 * after 64; it knows where each of its characters came from. Breaks count in JSON's spelling too. Any other line break
 * stays, so that words of two lines do not become one.
 */
final class UnwrappedText implements CharSequence {
    /** After fewer characters nobody breaks a line of base64. */
    private static final int SHORTEST_LINE = 40;

    private final String text;
    private final int[] origins;
    private final int length;

    private UnwrappedText(String text, int[] origins, int length) {
        this.text = text;
        this.origins = origins;
        this.length = length;
    }

    /** Nothing when the text has no such line break. */
    static Optional<UnwrappedText> of(String text) {
        int[] origins = null;
        int length = 0;
        int line = 0;
        int next = 0;
        while (next < text.length()) {
            int behind = line < SHORTEST_LINE ? next : behindBreak(text, next);
            if (behind > next) {
                if (origins == null) {
                    origins = new int[text.length()];
                    Arrays.setAll(origins, index -> index);
                }
                line = 0;
                next = behind;
            } else {
                line = isBase64(text.charAt(next)) ? line + 1 : 0;
                if (origins != null) {
                    origins[length] = next;
                }
                length++;
                next++;
            }
        }
        return origins == null ? Optional.empty() : Optional.of(new UnwrappedText(text, origins, length));
    }

    /** The place behind a line break, or the same place when there is none. */
    private static int behindBreak(String text, int from) {
        int place = from;
        while (place < text.length()) {
            char c = text.charAt(place);
            if (c == '\r' || c == '\n' || (place > from && (c == ' ' || c == '\t'))) {
                place++;
            } else if (c == '\\' && (text.startsWith("\\r", place) || text.startsWith("\\n", place))) {
                place += 2;
            } else {
                break;
            }
        }
        return place;
    }

    private static boolean isBase64(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '-'
                || c == '_';
    }

    /** Where a character stands in the text with its line breaks. */
    int origin(int index) {
        return origins[index];
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return text.charAt(origins[index]);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        StringBuilder unwrapped = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            unwrapped.append(charAt(i));
        }
        return unwrapped.toString();
    }
}
