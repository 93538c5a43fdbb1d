package io.millrace.core.expression;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.exceptions.CelInvalidArgumentException;

/**
 * A regular expression of RE2, whose time is in proportion to the text times the size of the pattern. So patterns are
 * bounded, written and multiplied out, and matching looks at the time every few characters: a pattern may come from the
 * data, and then from whoever sends an event.
 */
final class RegularExpression {
    /** The longest pattern, in characters. */
    static final int MAX_PATTERN = 1_024;

    /** The most characters, classes and groups of a pattern once its counted repetitions are written out. */
    static final int MAX_SIZE = 5_000;

    private static final int CHARACTERS_PER_TICK = 128;

    private final Pattern pattern;

    private RegularExpression(Pattern pattern) {
        this.pattern = pattern;
    }

    static RegularExpression of(String pattern) {
        if (pattern.length() > MAX_PATTERN) {
            throw Meter.exceeded("a regular expression has at most " + MAX_PATTERN + " characters, and this one has "
                    + pattern.length());
        }
        if (PatternSize.of(pattern) > MAX_SIZE) {
            throw Meter.exceeded("a regular expression stands for at most " + MAX_SIZE
                    + " characters and groups once its repetitions are written out");
        }
        try {
            return new RegularExpression(Pattern.compile(pattern));
        } catch (PatternSyntaxException e) {
            throw new CelInvalidArgumentException(
                    "'" + pattern + "' is not a regular expression of RE2: " + e.getDescription() + ".");
        }
    }

    /** Groups are read from the text by {@link Matcher#start(int)} and {@link Matcher#end(int)}. */
    Matcher matcher(String text, Meter meter) {
        return pattern.matcher(new Metered(text, meter));
    }

    /** A text that looks at the time while it is read. */
    private static final class Metered implements CharSequence {
        private final String text;
        private final Meter meter;
        private int untilTick = CHARACTERS_PER_TICK;

        Metered(String text, Meter meter) {
            this.text = text;
            this.meter = meter;
        }

        @Override
        public char charAt(int index) {
            untilTick--;
            if (untilTick == 0) {
                untilTick = CHARACTERS_PER_TICK;
                meter.tick();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
