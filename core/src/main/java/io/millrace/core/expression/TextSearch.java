package io.millrace.core.expression;

/**
 * Finds one text in others in time proportional to their lengths (Knuth, Morris and Pratt), whatever both are: comparing
 * at every place anew takes minutes for half a megabyte of one letter.
 */
final class TextSearch {
    /** A text this short is compared at every place: what that can cost is small. */
    private static final int SHORT = 16;

    private static final int CHARACTERS_PER_TICK = 4_096;

    private final String wanted;
    private final int[] fallbacks;
    private final Meter meter;

    TextSearch(String wanted, Meter meter) {
        this.wanted = wanted;
        this.meter = meter;
        this.fallbacks = wanted.length() <= SHORT ? new int[0] : fallbacks(wanted, meter);
    }

    /** Where the wanted text stands next, at {@code from} or later; -1 if nowhere. An empty one stands everywhere. */
    int next(String text, int from) {
        if (wanted.length() <= SHORT) {
            return text.indexOf(wanted, from);
        }
        int matched = 0;
        for (int at = from; at < text.length(); at++) {
            tick(at);
            matched = longer(wanted, fallbacks, matched, text.charAt(at));
            if (matched == wanted.length()) {
                return at - matched + 1;
            }
        }
        return -1;
    }

    private void tick(int at) {
        if (at % CHARACTERS_PER_TICK == 0) {
            meter.tick();
        }
    }

    /** For each length of a beginning, the longest shorter beginning that it ends with. */
    private static int[] fallbacks(String wanted, Meter meter) {
        int[] fallbacks = new int[wanted.length() + 1];
        for (int i = 1; i < wanted.length(); i++) {
            if (i % CHARACTERS_PER_TICK == 0) {
                meter.tick();
            }
            fallbacks[i + 1] = longer(wanted, fallbacks, fallbacks[i], wanted.charAt(i));
        }
        return fallbacks;
    }

    private static int longer(String wanted, int[] fallbacks, int matched, char next) {
        int length = matched;
        while (length > 0 && wanted.charAt(length) != next) {
            length = fallbacks[length];
        }
        return wanted.charAt(length) == next ? length + 1 : 0;
    }
}
