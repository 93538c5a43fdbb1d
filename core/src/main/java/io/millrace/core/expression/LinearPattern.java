package io.millrace.core.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * A regular expression for texts that anybody may send: one of RE2, whose time is in proportion to the text times the size of
 * the pattern, and both the written pattern and its size are bounded. What would have to go back in the text, such as looking
 * ahead, looking behind and repeating a group by number, is no part of RE2. Safe for use by many threads.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">the syntax of RE2</a>
 */
public final class LinearPattern {
    /** The longest pattern, in characters. */
    public static final int MAX_PATTERN = 1_024;

    /** The most characters, classes and groups of a pattern once its counted repetitions are written out. */
    static final int MAX_SIZE = 5_000;

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException with the sentence of {@link #problem} when there is one */
    public static LinearPattern of(String pattern) {
        Optional<String> tooLarge = tooLarge(pattern);
        if (tooLarge.isPresent()) {
            throw new IllegalArgumentException("'" + pattern + "' is too large: " + tooLarge.get() + ".");
        }
        try {
            return new LinearPattern(Pattern.compile(pattern));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(noPattern(pattern, e), e);
        }
    }

    /** Why a text is no such pattern, as a sentence; nothing when it is one. */
    public static Optional<String> problem(String pattern) {
        try {
            of(pattern);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /** Whether some part of a text fits. */
    public boolean isFoundIn(CharSequence text) {
        return pattern.matcher(text).find();
    }

    Pattern pattern() {
        return pattern;
    }

    /** Which bound a pattern breaks, without a full stop. */
    static Optional<String> tooLarge(String pattern) {
        if (pattern.length() > MAX_PATTERN) {
            return Optional.of("a regular expression has at most " + MAX_PATTERN + " characters, and this one has "
                    + pattern.length());
        }
        return PatternSize.of(pattern) > MAX_SIZE
                ? Optional.of("a regular expression stands for at most " + MAX_SIZE
                        + " characters and groups once its repetitions are written out")
                : Optional.empty();
    }

    private static String noPattern(String pattern, PatternSyntaxException e) {
        return "'" + pattern + "' is not a regular expression of RE2: " + e.getDescription() + ".";
    }
}
