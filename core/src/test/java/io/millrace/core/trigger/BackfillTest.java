package io.millrace.core.trigger;

import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.engine.ManualEngine;
import io.millrace.core.event.EventSummary;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slots that did not fire, fired later. */
class BackfillTest {
    private static final Duration KEPT = Duration.ofDays(30);

    private final ManualEngine engine = new ManualEngine();
    private final Backfill backfill = new Backfill(
            engine.store().schedules(),
            engine.store().events(),
            engine.workflows(),
            engine.node().engine().intake(),
            project -> KEPT,
            engine.clock());

    @AfterEach
    void rest() {
        engine.tick();
        engine.assertAtRest();
        engine.close();
    }

    private void publish(String schedule) {
        engine.publish(aWorkflow("w")
                .startedBy("id: clock, schedule: { " + schedule + " }")
                .does(aStep("a")));
        tick();
    }

    private void tick() {
        engine.node().schedules().tick();
    }

    private static Backfill.Wish wish(Instant from, Instant to) {
        return new Backfill.Wish("w", "clock", from, to);
    }

    private List<Instant> slots() {
        return engine.store().events().list("default", Optional.empty(), Long.MAX_VALUE, 5_000).stream()
                .map(EventSummary::time)
                .sorted()
                .toList();
    }

    @Test
    void slots_from_before_the_schedule_was_published_are_counted_and_fired_the_oldest_first() {
        publish("cron: \"0 * * * *\"");
        Backfill.Wish wish = wish(T0.minus(Duration.ofHours(3)), T0);

        assertThat(backfill.count("default", wish)).isEqualTo(new Backfill.Count(3, 0));
        assertThat(slots()).as("counting fires nothing").isEmpty();

        assertThat(backfill.next("default", wish)).isEqualTo(new Backfill.Portion(3, Optional.empty()));
        assertThat(slots())
                .containsExactly(
                        T0.minus(Duration.ofHours(3)), T0.minus(Duration.ofHours(2)), T0.minus(Duration.ofHours(1)));
        engine.tick();
        assertThat(engine.tool().calls("a")).hasSize(3);
    }

    @Test
    void a_slot_that_has_fired_or_was_filled_in_does_not_fire_again_even_when_its_key_is_forgotten() {
        publish("every: PT1H");
        engine.clock().advance(Duration.ofHours(4));
        tick();
        assertThat(slots()).containsExactly(T0.plus(Duration.ofHours(4)));
        Backfill.Wish wish = wish(T0, T0.plus(Duration.ofHours(5)));

        assertThat(backfill.count("default", wish)).isEqualTo(new Backfill.Count(4, 1));
        assertThat(backfill.next("default", wish).fired()).isEqualTo(4);
        assertThat(backfill.count("default", wish)).isEqualTo(new Backfill.Count(0, 5));

        engine.clock().advance(Schedules.REMEMBERED.plusDays(1));
        engine.store().executions().purgeKeys(engine.clock().instant(), 100);
        assertThat(backfill.next("default", wish)).isEqualTo(new Backfill.Portion(0, Optional.empty()));
        assertThat(slots()).hasSize(5);
    }

    @Test
    void a_slot_that_is_filled_in_before_the_schedule_looks_is_not_fired_by_it() {
        publish("every: PT1H, misfire: all");
        engine.clock().advance(Duration.ofHours(2));

        assertThat(backfill.next("default", wish(T0.plusSeconds(1), T0.plus(Duration.ofDays(1))))
                        .fired())
                .isEqualTo(2);
        for (int i = 0; i < 5; i++) {
            tick();
        }

        assertThat(slots()).hasSize(2);
        assertThat(engine.store().schedules().all().getFirst().nextAt()).isEqualTo(T0.plus(Duration.ofHours(3)));
    }

    @Test
    void many_slots_are_fired_in_portions() {
        publish("cron: \"*/10 * * * *\"");
        Backfill.Wish wish = wish(T0.minus(Duration.ofDays(1)), T0);

        Backfill.Portion first = backfill.next("default", wish);
        assertThat(first.fired()).isEqualTo(Backfill.PORTION);
        Backfill.Portion second = backfill.next("default", wish(first.next().orElseThrow(), T0));

        assertThat(second).isEqualTo(new Backfill.Portion(144 - Backfill.PORTION, Optional.empty()));
        assertThat(slots()).hasSize(144).doesNotHaveDuplicates();
    }

    @Test
    void a_time_of_which_nobody_knows_any_more_is_refused_and_so_is_too_much() {
        publish("cron: \"* * * * *\"");

        assertBad(wish(T0.minus(KEPT).minusSeconds(1), T0), "too long ago");
        assertBad(wish(T0, T0), "'from' must be before 'to'");
        assertBad(wish(T0.minus(Duration.ofDays(8)), T0), "more than 10000 slots");
        assertThatThrownBy(() -> backfill.count("other", wish(T0.minusSeconds(60), T0)))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    private void assertBad(Backfill.Wish wish, String why) {
        assertThatThrownBy(() -> backfill.count("default", wish))
                .hasMessageContaining(why)
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST));
    }
}
