package io.millrace.core.expression;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.exceptions.CelInvalidArgumentException;
import java.util.Optional;

/**
 * A {@link LinearPattern} of an expression. Matching looks at the time every few characters: here the pattern, too, may come
 * from the data, and then from whoever sends an event.
 */
final class RegularExpression {
    private static final int CHARACTERS_PER_TICK = 128;

    private final Pattern pattern;

    private RegularExpression(Pattern pattern) {
        this.pattern = pattern;
    }

    static RegularExpression of(String pattern) {
        Optional<String> tooLarge = LinearPattern.tooLarge(pattern);
        if (tooLarge.isPresent()) {
            throw Meter.exceeded(tooLarge.get());
        }
        try {
            return new RegularExpression(LinearPattern.of(pattern).pattern());
        } catch (IllegalArgumentException e) {
            throw new CelInvalidArgumentException(e.getMessage());
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
