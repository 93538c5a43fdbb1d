package io.millrace.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FootprintTest {
    @Test
    void a_value_weighs_what_its_parts_weigh_and_more() {
        long text = Footprint.of("x".repeat(1_000));
        assertThat(text).isBetween(2_000L, 2_100L);
        assertThat(Footprint.of(List.of("x".repeat(1_000), "x".repeat(1_000)))).isBetween(2 * text, 2 * text + 100);
        assertThat(Footprint.of(Map.of("key", "x".repeat(1_000)))).isBetween(text + 100, text + 300);
        assertThat(Footprint.of(null)).isZero();
        assertThat(Footprint.of(true)).isZero();
    }

    @Test
    void many_small_numbers_weigh_many_times_their_text() {
        List<Long> numbers = LongStream.range(0, 1_000).boxed().toList();

        assertThat(Footprint.of(numbers)).isGreaterThan(5L * numbers.toString().length());
    }
}
