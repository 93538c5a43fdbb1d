package io.millrace.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sdk.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaneRowTest {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final Rate RATE = new Rate(2, Duration.ofMinutes(1));
    private static final Limits RATED = new Limits(Optional.empty(), Optional.of(RATE));

    private static final LaneRow BLANK = LaneRow.blank(new LaneKey("connection", "default", "slack"));

    private static LaneRow toolLimit(int limit, Instant until) {
        return BLANK.told(new Allowance(limit, 0, until), true, T0);
    }

    @Test
    void a_lane_that_nothing_is_known_of_lets_everybody_in() {
        assertThat(BLANK.room(T0)).isEqualTo(Integer.MAX_VALUE);
        assertThat(BLANK.next(T0)).isEqualTo(T0);
        assertThat(BLANK.nextSpread(T0)).isEqualTo(T0);
        assertThat(BLANK.shut()).isFalse();
        assertThat(BLANK.idle()).isTrue();
    }

    @Test
    void slots_are_what_is_not_held() {
        LaneRow two = BLANK.under(Limits.ofSlots(2));
        assertThat(two.holding(1).room(T0)).isEqualTo(1);
        assertThat(two.holding(2).room(T0)).isZero();
        assertThat(two.holding(3).room(T0)).as("the limit was made smaller").isZero();
        assertThat(two.holding(2).why(T0)).isEqualTo(LaneRow.Why.CONCURRENCY);
        assertThat(two.holding(1).idle()).isFalse();
    }

    @Test
    void a_rate_puts_the_next_one_off_and_is_kept_under_another_one() {
        LaneRow full = BLANK.under(RATED).entered(T0).entered(T0);
        assertThat(full.next(T0)).isAfterOrEqualTo(T0.plusSeconds(60));
        assertThat(full.nextSpread(T0)).isAfterOrEqualTo(full.next(T0));
        assertThat(full.why(T0)).isEqualTo(LaneRow.Why.RATE);
        assertThat(full.idle()).isFalse();
        assertThat(full.notEntered(T0).next(T0)).isEqualTo(T0);

        Limits more = new Limits(Optional.empty(), Optional.of(new Rate(3, Duration.ofMinutes(1))));
        assertThat(full.under(more).next(T0)).isEqualTo(T0);
        assertThat(full.under(more).entered(T0).next(T0)).isAfterOrEqualTo(T0.plusSeconds(60));
        assertThat(full.under(Limits.NONE).starts()).isEmpty();
        assertThat(full.under(RATED)).isSameAs(full);
    }

    @Test
    void starts_are_forgotten_when_no_window_can_hold_them() {
        LaneRow one = BLANK.under(RATED).entered(T0);
        assertThat(one.asOf(T0.plusSeconds(59)).starts()).isEqualTo(one.starts());
        assertThat(one.asOf(T0.plusSeconds(120)).starts()).isEmpty();
    }

    @Test
    void a_lane_told_to_come_later_keeps_the_latest_time() {
        LaneRow held = BLANK.heldUntil(T0.plusSeconds(30)).heldUntil(T0.plusSeconds(10));
        assertThat(held.next(T0)).isEqualTo(T0.plusSeconds(30));
        assertThat(held.heldUntil(T0.plusSeconds(40)).next(T0)).isEqualTo(T0.plusSeconds(40));
        assertThat(held.why(T0)).isEqualTo(LaneRow.Why.TOOL_LIMIT);
        assertThat(held.why(T0.plusSeconds(30))).isEqualTo(LaneRow.Why.CONCURRENCY);
        assertThat(held.shut()).isTrue();
        assertThat(held.asOf(T0.plusSeconds(29)).shut()).isTrue();
        assertThat(held.asOf(T0.plusSeconds(30)).idle()).isTrue();
    }

    @Test
    void an_open_breaker_shuts_the_lane_and_then_lets_one_in() {
        LaneRow open = BLANK.with(new Breaker.Closed().failed(T0));
        Instant until = T0.plus(Breaker.FIRST_PAUSE);
        assertThat(open.room(T0)).isZero();
        assertThat(open.next(T0)).isEqualTo(until);
        assertThat(open.why(T0)).isEqualTo(LaneRow.Why.BREAKER);
        assertThat(open.heldUntil(until.plusSeconds(1)).next(T0)).isEqualTo(until.plusSeconds(1));

        assertThat(open.room(until)).isEqualTo(1);
        LaneRow canary = open.entered(until).holding(1);
        assertThat(canary.room(until)).isZero();
        assertThat(canary.why(until)).isEqualTo(LaneRow.Why.BREAKER);
        assertThat(canary.idle()).isFalse();
    }

    @Test
    void a_tool_with_nothing_left_is_called_again_when_it_counts_anew() {
        Instant until = T0.plusSeconds(20);
        LaneRow used = toolLimit(5, until);
        assertThat(used.next(T0)).isEqualTo(until);
        assertThat(used.why(T0)).isEqualTo(LaneRow.Why.TOOL_LIMIT);
        assertThat(used.room(T0)).as("as many as may begin then").isEqualTo(5);
        assertThat(used.holding(2).under(Limits.ofSlots(4)).room(T0)).isEqualTo(2);
        assertThat(used.entered(until).room(until)).isEqualTo(4);
        assertThat(used.entered(until).notEntered(until).room(until)).isEqualTo(5);
        assertThat(used.asOf(until.plus(LaneRow.KEPT)).idle()).isTrue();
    }

    @Test
    void an_answer_that_something_is_left_teaches_nothing() {
        Instant until = T0.plusSeconds(20);
        assertThat(BLANK.told(new Allowance(5, 3, until), false, T0).learned()).isNull();
        assertThat(BLANK.told(new Allowance(5, 0, T0), true, T0).learned())
                .as("it is over")
                .isNull();

        LaneRow again = toolLimit(5, until).told(new Allowance(5, 0, until.plusSeconds(30)), true, T0);
        assertThat(again.next(T0)).isEqualTo(until.plusSeconds(30));
    }

    @Test
    void refused_credentials_shut_the_lane_until_they_are_mended_and_one_call_shows_it() {
        LaneRow refused = BLANK.with(new Breaker.Letting(4, 0, 1)).refused(T0);
        assertThat(refused.room(T0)).isZero();
        assertThat(refused.why(T0)).isEqualTo(LaneRow.Why.AUTHENTICATION);
        assertThat(refused.shut()).isTrue();
        assertThat(refused.refused(T0.plusSeconds(9)).refusedAt()).isEqualTo(T0);

        LaneRow mended = refused.mended();
        assertThat(mended.refusedAt()).isNull();
        assertThat(mended.room(T0)).isEqualTo(1);
        assertThat(BLANK.mended()).isSameAs(BLANK);
    }

    @Test
    void a_lane_that_a_person_shut_says_so_before_anything_else() {
        LaneRow paused = BLANK.refused(T0).under(Limits.CLOSED);
        assertThat(paused.why(T0)).isEqualTo(LaneRow.Why.PAUSED);
        assertThat(paused.room(T0)).isZero();
        assertThat(BLANK.under(Limits.CLOSED).shut()).isTrue();
    }

    @Test
    void a_lane_with_something_put_off_is_not_forgotten() {
        LaneRow pending = BLANK.pending("{}").wakingAt(T0);
        assertThat(pending.asOf(T0.plusSeconds(9)).idle()).isFalse();
        assertThat(pending.wakeAt()).isEqualTo(T0);
        assertThat(pending.pending(null).idle()).isTrue();
    }
}
