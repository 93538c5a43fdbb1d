package io.millrace.core.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

    private static Breaker.Open opened(Breaker breaker, Instant now) {
        return (Breaker.Open) breaker.failed(now);
    }

    @Test
    void each_state_is_read_as_it_was_written() {
        List<Breaker> states =
                List.of(new Breaker.Closed(), new Breaker.Open(T0.plusNanos(1_000), 3), new Breaker.Letting(8, 5, 2));
        assertThat(states)
                .allSatisfy(state -> assertThat(Breaker.parse(state.text())).isEqualTo(state));
        assertThatIllegalArgumentException().isThrownBy(() -> Breaker.parse("ajar 1"));
    }

    @Test
    void nobody_calls_during_the_pause_and_then_one_does() {
        Breaker.Open open = opened(new Breaker.Closed(), T0);
        assertThat(open.until()).isEqualTo(T0.plus(Breaker.FIRST_PAUSE));
        assertThat(open.allowed(open.until().minusNanos(1_000))).isZero();
        assertThat(open.allowed(open.until())).isEqualTo(1);
        assertThat(open.entered(open.until().minusNanos(1_000))).isSameAs(open);
        assertThat(open.entered(open.until())).isEqualTo(new Breaker.Letting(1, 0, 1));
        assertThat(open.failed(T0.plusSeconds(1)))
                .as("a call that was under way before")
                .isSameAs(open);
        assertThat(open.succeeded()).as("a call that was under way before").isSameAs(open);
    }

    @Test
    void each_full_round_of_successes_doubles_how_many_may_call_until_all_may() {
        Breaker now = new Breaker.Letting(1, 0, 1);
        List<Integer> rounds = new ArrayList<>();
        while (now instanceof Breaker.Letting letting) {
            if (letting.successes() == 0) {
                rounds.add(letting.allowed(T0));
            }
            now = now.succeeded();
        }
        assertThat(rounds).containsExactly(1, 2, 4, 8, 16, 32, 64);
        assertThat(now).isEqualTo(new Breaker.Closed());
        assertThat(now.allowed(T0)).isEqualTo(Integer.MAX_VALUE);
        assertThat(now.entered(T0)).isSameAs(now);
    }

    @Test
    void each_failure_of_a_canary_doubles_the_pause_up_to_the_longest() {
        List<Duration> pauses = new ArrayList<>();
        Breaker now = new Breaker.Closed();
        Instant at = T0;
        for (int i = 0; i < 7; i++) {
            Breaker.Open open = opened(now, at);
            pauses.add(Duration.between(at, open.until()));
            assertThat(open.times()).isEqualTo(i + 1);
            at = open.until();
            now = open.entered(at);
        }
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(15L, 30L, 60L, 120L, 240L, 300L, 300L);
    }

    @Test
    void only_a_new_opening_counts_as_one() {
        String before = opened(new Breaker.Closed(), T0).text();
        assertThat(Breaker.opened("", before)).isTrue();
        assertThat(Breaker.opened(before, before)).isFalse();
        assertThat(Breaker.opened(before, new Breaker.Letting(1, 0, 1).text())).isFalse();
    }
}
