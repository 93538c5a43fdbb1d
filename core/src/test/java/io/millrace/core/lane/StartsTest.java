package io.millrace.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartsTest {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

    /** Whoever waits begins as soon as it may; how late the start is then tells chance. */
    private static List<Instant> saturated(Rate rate, Duration time, long seed) {
        Random random = new Random(seed);
        Starts starts = new Starts(rate, List.of());
        List<Instant> begun = new ArrayList<>();
        long tolerance = rate.tolerance().toMillis();
        Instant now = T0;
        while (now.isBefore(T0.plus(time))) {
            Instant next = random.nextBoolean() ? starts.next(now) : starts.nextSpread(now);
            starts = Starts.parse(rate, starts.with(next).text());
            begun.add(next.plusMillis(random.nextLong(tolerance + 1)));
            now = next;
        }
        return begun;
    }

    @ParameterizedTest
    @CsvSource({"1, PT1S", "1, PT1H", "7, PT10S", "10, PT1S", "100, PT1M", "128, PT1M", "129, PT1M", "1000, PT1M"})
    void no_window_ever_holds_more_than_the_limit_and_nearly_all_of_it_is_used(int limit, Duration period) {
        Rate rate = new Rate(limit, period);
        int periods = 40;
        List<Instant> begun = saturated(rate, period.multipliedBy(periods), limit).stream()
                .sorted()
                .toList();

        for (int i = 0; i + limit < begun.size(); i++) {
            assertThat(Duration.between(begun.get(i), begun.get(i + limit)))
                    .as("between start %s and the one that is %s later", i, limit)
                    .isGreaterThanOrEqualTo(period);
        }
        assertThat(begun).hasSizeGreaterThanOrEqualTo(limit * periods * 95 / 100);
    }

    @Test
    void one_that_is_counted_ahead_of_its_time_hides_nothing_from_who_comes_before() {
        Rate rate = new Rate(2, Duration.ofSeconds(1));
        Starts burst = new Starts(rate, List.of()).with(T0).with(T0);
        Instant now = T0.plusMillis(600);
        Instant ahead = burst.next(now);
        assertThat(ahead).isAfter(T0.plusSeconds(1));

        assertThat(burst.with(ahead, now).next(now)).isEqualTo(ahead);
    }

    @Test
    void a_start_that_was_not_made_use_of_is_free_again() {
        Rate rate = new Rate(1, Duration.ofMinutes(1));
        Starts starts = new Starts(rate, List.of()).with(T0);
        assertThat(starts.next(T0.plusSeconds(30))).isAfter(T0.plusSeconds(60));

        assertThat(starts.without(T0).next(T0.plusSeconds(30))).isEqualTo(T0.plusSeconds(30));
        assertThat(starts.without(T0).text()).isEmpty();
    }

    @Test
    void starts_count_on_under_another_rate() {
        Starts starts = new Starts(new Rate(5, Duration.ofMinutes(1)), List.of())
                .with(T0)
                .with(T0)
                .under(new Rate(2, Duration.ofHours(1)));

        assertThat(starts.next(T0.plusSeconds(90))).isAfter(T0.plus(Duration.ofMinutes(59)));
    }

    @Test
    void what_is_kept_is_bounded_whatever_the_limit() {
        Rate rate = new Rate(Rate.MAX_LIMIT, Duration.ofHours(1));
        Starts starts = new Starts(rate, List.of());
        for (int i = 0; i < 5_000; i++) {
            starts = starts.with(T0.plusSeconds(i));
        }
        assertThat(starts.parts()).hasSizeLessThanOrEqualTo(129);
        assertThat(starts.text()).hasSizeLessThan(1_500);
    }

    @Test
    void parts_come_back_from_their_text_as_they_were() {
        Starts starts = new Starts(new Rate(9, Duration.ofMinutes(1)), List.of())
                .with(T0.plusSeconds(40))
                .with(T0)
                .with(T0)
                .with(T0.plusSeconds(20));
        assertThat(Starts.parse(starts.rate(), starts.text())).isEqualTo(starts);
    }
}
