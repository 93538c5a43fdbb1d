package io.millrace.core.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LearnedTest {
    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant UNTIL = T0.plusSeconds(60);
    private static final int LIMIT = 10;

    private final Learned usedUp = Learned.usedUp(LIMIT, T0, UNTIL);

    /** The window after one that was used up, of which nobody has told the end; one has called in it. */
    private final Learned guessed = usedUp.entered(UNTIL).orElseThrow();

    @Test
    void what_was_learned_is_read_as_it_was_written() {
        assertThat(Learned.parse(usedUp.text())).isEqualTo(usedUp);
        assertThat(Learned.parse(guessed.text())).isEqualTo(guessed);
        assertThat(usedUp.text()).endsWith(" told");
        assertThat(guessed.text()).endsWith(" guessed");
        assertThatIllegalArgumentException().isThrownBy(() -> Learned.parse("10 0 told"));
    }

    @Test
    void nobody_calls_before_the_tool_counts_anew_and_then_as_many_as_it_allows() {
        assertThat(usedUp.opens(T0)).isEqualTo(UNTIL);
        assertThat(usedUp.opens(UNTIL.plusSeconds(3))).isEqualTo(UNTIL.plusSeconds(3));
        assertThat(usedUp.leftAt(UNTIL.minusNanos(1_000))).isZero();
        assertThat(usedUp.leftAt(UNTIL)).isEqualTo(LIMIT);
    }

    @Test
    void the_window_after_one_that_was_used_up_begins_with_its_first_call_and_its_end_is_guessed() {
        assertThat(guessed).isEqualTo(new Learned(LIMIT, LIMIT - 1, UNTIL, UNTIL.plus(Learned.GUESS), false));
        assertThat(guessed.opens(UNTIL.plusSeconds(1))).isEqualTo(UNTIL.plusSeconds(1));
        assertThat(guessed.entered(UNTIL.plusSeconds(1)).orElseThrow().left()).isEqualTo(LIMIT - 2);
    }

    @Test
    void a_window_of_which_all_is_taken_has_nothing_below_nothing() {
        assertThat(usedUp.entered(T0.plusSeconds(1)).orElseThrow().left()).isZero();
    }

    @Test
    void it_is_forgotten_when_something_was_left_when_no_limit_was_told_or_when_nobody_calls() {
        assertThat(guessed.asOf(UNTIL.plus(Learned.GUESS).minusNanos(1_000))).contains(guessed);
        assertThat(guessed.asOf(UNTIL.plus(Learned.GUESS))).isEmpty();

        Learned unknown = Learned.usedUp(0, T0, UNTIL);
        assertThat(unknown.asOf(UNTIL.minusNanos(1_000))).contains(unknown);
        assertThat(unknown.asOf(UNTIL)).isEmpty();
        assertThat(unknown.leftAt(UNTIL)).isEqualTo(Long.MAX_VALUE);

        assertThat(usedUp.asOf(UNTIL.plus(LaneRow.KEPT).minusNanos(1_000))).contains(usedUp);
        assertThat(usedUp.asOf(UNTIL.plus(LaneRow.KEPT))).isEmpty();
    }

    @Test
    void one_that_was_counted_and_did_not_call_is_given_back_to_its_own_window_only() {
        assertThat(guessed.notEntered(UNTIL).left()).isEqualTo(LIMIT);
        assertThat(guessed.notEntered(UNTIL).notEntered(UNTIL).left()).isEqualTo(LIMIT);
        assertThat(guessed.notEntered(UNTIL.minusNanos(1_000))).isEqualTo(guessed);
    }

    @Test
    void an_answer_of_a_window_that_is_over_tells_nothing() {
        Instant now = UNTIL.plusSeconds(1);
        assertThat(guessed.told(LIMIT, 0, now, true, now)).isSameAs(guessed);
        assertThat(guessed.told(LIMIT, 0, UNTIL, true, T0)).isSameAs(guessed);
    }

    @Test
    void an_answer_tells_the_end_of_a_window_that_was_guessed() {
        Instant now = UNTIL.plusSeconds(1);
        Instant end = UNTIL.plusSeconds(30);
        assertThat(guessed.told(LIMIT, 7, end, false, now)).isEqualTo(new Learned(LIMIT, 7, UNTIL, end, true));

        Learned more = guessed.told(LIMIT, LIMIT, end, false, now);
        assertThat(more.left())
                .as("what has been counted here is not given back")
                .isEqualTo(LIMIT - 1);
        assertThat(more.told(LIMIT, 1, end, false, now)).as("the end is known").isSameAs(more);
    }

    @Test
    void an_answer_that_nothing_is_left_shuts_until_the_end_it_tells() {
        Instant now = UNTIL.plusSeconds(1);
        Instant end = UNTIL.plusSeconds(30);
        assertThat(guessed.told(LIMIT, 0, end, true, now)).isEqualTo(Learned.usedUp(LIMIT, now, end));
        assertThat(guessed.told(5, 0, end, true, now).limit())
                .as("the tool allows less now")
                .isEqualTo(5);
        assertThat(guessed.told(0, 0, end, true, now).limit())
                .as("the tool does not say")
                .isEqualTo(LIMIT);
    }

    @Test
    void the_end_of_a_window_that_is_used_up_moves_only_for_a_later_one() {
        Instant now = T0.plusSeconds(1);
        Instant same = UNTIL.plus(Learned.SAME);
        assertThat(usedUp.told(LIMIT, 0, same, true, now)).isSameAs(usedUp);
        assertThat(usedUp.told(LIMIT, 0, UNTIL.minusSeconds(20), true, now)).isSameAs(usedUp);

        Instant later = same.plus(Duration.ofMillis(1));
        assertThat(usedUp.told(LIMIT, 0, later, true, now)).isEqualTo(Learned.usedUp(LIMIT, now, later));
    }

    @Test
    void a_window_whose_end_was_told_keeps_it_when_it_is_used_up() {
        Instant end = UNTIL.plusSeconds(30);
        Learned known = guessed.told(LIMIT, 7, end, false, UNTIL.plusSeconds(1));
        Instant now = UNTIL.plusSeconds(2);
        assertThat(known.told(LIMIT, 0, end.plusSeconds(1), true, now)).isEqualTo(Learned.usedUp(LIMIT, now, end));
    }
}
