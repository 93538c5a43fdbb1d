package io.millrace.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternTest {
    private static final int LENGTH = 50_000;

    @ParameterizedTest
    @ValueSource(
            strings = {"^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "(.*a){10}$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$"})
    void every_character_of_a_hostile_text_is_read_a_few_times_only(String evil) {
        CountedText text = new CountedText("a".repeat(LENGTH) + "!");

        assertThat(LinearPattern.of(evil).isFoundIn(text)).isFalse();

        assertThat(text.reads.get()).isBetween(1L, 4L * LENGTH);
    }

    @Test
    void some_part_of_the_text_is_enough() {
        LinearPattern pattern = LinearPattern.of("[0-9]{3}");
        assertThat(pattern.isFoundIn("abc123def")).isTrue();
        assertThat(pattern.isFoundIn("12 34")).isFalse();
        assertThat(LinearPattern.of("^a$").isFoundIn("a\n"))
                .as("an end is the end")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=a)b", "(?!a)b", "(?<=a)b", "(a)\\1", "(?>a)", "a++", "[", "(a"})
    void what_re2_does_not_know_is_told(String pattern) {
        assertThat(LinearPattern.problem(pattern)).get().asString().contains("not a regular expression of RE2");
        assertThatThrownBy(() -> LinearPattern.of(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void patterns_are_bounded_as_written_and_as_multiplied_out() {
        assertThat(LinearPattern.problem("a".repeat(LinearPattern.MAX_PATTERN))).isEmpty();
        assertThat(LinearPattern.problem("a".repeat(LinearPattern.MAX_PATTERN + 1)))
                .isPresent();
        assertThat(LinearPattern.problem("((a{100}){100}){100}"))
                .get()
                .asString()
                .contains("too large");
    }

    /** Counts how often a character is looked at. */
    private static final class CountedText implements CharSequence {
        private final String text;
        private final AtomicLong reads = new AtomicLong();

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            reads.incrementAndGet();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
