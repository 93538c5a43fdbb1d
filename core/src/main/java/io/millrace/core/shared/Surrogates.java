package io.millrace.core.shared;

/**
 * Halves of characters beyond U+FFFF (surrogates, Unicode 3.8). One without its other half is no character: UTF-8 cannot
 * write it, so that no database and no answer can hold it as it is. Escapes in JSON and YAML can bring it into a text.
 */
public final class Surrogates {
    private static final char REPLACEMENT = '\ufffd';

    private Surrogates() {}

    /** Where the first half without its other half stands in a text; -1 when there is none. */
    public static int unpairedIn(String text) {
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
    public static String replaced(String text) {
        if (unpairedIn(text) < 0) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text.length());
        text.codePoints().map(Surrogates::orReplacement).forEach(replaced::appendCodePoint);
        return replaced.toString();
    }

    private static int orReplacement(int codePoint) {
        boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return half ? REPLACEMENT : codePoint;
    }
}
