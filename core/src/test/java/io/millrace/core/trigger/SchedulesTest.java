package io.millrace.core.trigger;

import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.ManualEngine;
import io.millrace.core.engine.ManualNode;
import io.millrace.core.event.EventSummary;
import io.millrace.core.execution.ExecutionStore;
import io.millrace.core.ledger.ScheduleRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulesTest {
    private final ManualEngine engine = new ManualEngine();

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

    private int tick() {
        return engine.node().schedules().tick();
    }

    /** Turns the crank so often that everything due has fired. */
    private int fireAll() {
        int fired = 0;
        for (int more = tick(); more > 0; more = tick()) {
            fired += more;
        }
        return fired;
    }

    private List<Instant> slots() {
        return engine.store().events().list("default", Optional.empty(), Long.MAX_VALUE, 5_000).reversed().stream()
                .map(EventSummary::time)
                .toList();
    }

    private ScheduleRow row() {
        return engine.store().schedules().all().getFirst();
    }

    private void passes(Duration time) {
        engine.clock().advance(time);
    }

    @Test
    void a_slot_fires_when_it_has_come_and_not_before() {
        publish("cron: \"30 12 * * *\", zone: Europe/Berlin");
        passes(Duration.ofMinutes(89));
        assertThat(tick()).isZero();

        passes(Duration.ofMinutes(1));
        assertThat(tick()).isEqualTo(1);
        engine.tick();

        assertThat(slots()).containsExactly(Instant.parse("2026-03-01T11:30:00Z"));
        long fired = engine.store()
                .events()
                .list("default", Optional.empty(), Long.MAX_VALUE, 1)
                .getFirst()
                .id();
        assertThat(engine.store().events().find(fired).orElseThrow().data())
                .contains("\"local_time\":\"2026-03-01T12:30\"", "\"zone\":\"Europe/Berlin\"", "\"fire\":1");
        assertThat(engine.tool().calls("a")).hasSize(1);
        assertThat(tick()).isZero();
        assertThat(row().nextAt()).isEqualTo(Instant.parse("2026-03-02T11:30:00Z"));
    }

    @Test
    void an_interval_is_counted_from_its_slots_and_does_not_drift() {
        publish("every: PT10M");
        for (int i = 1; i <= 3; i++) {
            passes(Duration.ofMinutes(10).plusSeconds(7));
            fireAll();
        }

        assertThat(slots()).containsExactly(T0.plusSeconds(600), T0.plusSeconds(1200), T0.plusSeconds(1800));
    }

    @Test
    void one_time_fires_once_and_never_again() {
        publish("at: 2026-03-01T11:00:00Z");
        passes(Duration.ofHours(1));
        assertThat(fireAll()).isEqualTo(1);
        passes(Duration.ofDays(10));
        assertThat(fireAll()).isZero();
        assertThat(row().nextAt()).isNull();
    }

    @Test
    void one_time_that_has_fired_does_not_fire_again_when_its_workflow_is_enabled_again() {
        publish("at: 2026-03-01T11:00:00Z");
        passes(Duration.ofHours(1));
        assertThat(fireAll()).isEqualTo(1);
        for (Duration later : List.of(Duration.ofSeconds(20), Duration.ofHours(1), Duration.ofDays(9))) {
            engine.workflows().disable("default", "w");
            tick();
            passes(later);
            engine.workflows().enable("default", "w");
            assertThat(fireAll()).isZero();
            assertThat(tick()).as("and it does not stand there for ever").isZero();
            assertThat(row().nextAt()).isNull();
        }
        assertThat(slots()).hasSize(1);
    }

    @Test
    void a_limit_ends_the_fires() {
        publish("every: PT1M, limit: 2");
        for (int i = 0; i < 5; i++) {
            passes(Duration.ofMinutes(1));
            fireAll();
        }

        assertThat(slots()).hasSize(2);
        assertThat(row().nextAt()).isNull();
        assertThat(engine.node().schedules().upcoming("default", 10).getFirst().next())
                .isEmpty();
    }

    @Test
    void after_a_pause_only_the_last_missed_slot_fires_unless_told_otherwise() {
        publish("every: PT1H");
        passes(Duration.ofHours(50).plusMinutes(20));

        assertThat(fireAll()).isEqualTo(1);
        assertThat(slots()).containsExactly(T0.plus(Duration.ofHours(50)));
        assertThat(row().nextAt()).isEqualTo(T0.plus(Duration.ofHours(51)));
        assertThat(row().skipped()).isEqualTo(49);
    }

    @Test
    void the_last_of_years_of_missed_minutes_fires_once() {
        publish("cron: \"* * * * *\"");
        passes(Duration.ofDays(700).plusSeconds(30));

        assertThat(fireAll()).isEqualTo(1);
        assertThat(slots()).containsExactly(T0.plus(Duration.ofDays(700)));
    }

    @Test
    void every_slot_has_fired_was_left_out_or_shows_that_schedules_stand_still() {
        publish("cron: \"0 * * * *\", zone: Europe/Berlin");
        passes(Duration.ofMinutes(150));
        fireAll();
        passes(Duration.ofMinutes(60));

        Schedules.Upcoming clock =
                engine.node().schedules().upcoming("default", 1).getFirst();
        assertThat(clock.fires()).isEqualTo(1);
        assertThat(clock.skipped()).isEqualTo(1);
        assertThat(clock.overdue()).isEqualTo(1);

        fireAll();
        clock = engine.node().schedules().upcoming("default", 1).getFirst();
        assertThat(clock.fires()).isEqualTo(2);
        assertThat(clock.skipped()).isEqualTo(1);
        assertThat(clock.overdue()).isZero();
    }

    @Test
    void all_missed_slots_fire_in_their_order_when_wanted() {
        publish("every: PT1H, misfire: all");
        passes(Duration.ofHours(4).plusMinutes(1));

        assertThat(fireAll()).isEqualTo(4);
        assertThat(slots())
                .containsExactly(
                        T0.plus(Duration.ofHours(1)),
                        T0.plus(Duration.ofHours(2)),
                        T0.plus(Duration.ofHours(3)),
                        T0.plus(Duration.ofHours(4)));
    }

    @Test
    void no_more_than_a_thousand_missed_slots_fire() {
        publish("every: PT1M, misfire: all");
        passes(Duration.ofHours(25));

        assertThat(fireAll()).isEqualTo(1000);
        assertThat(slots().getFirst()).isEqualTo(T0.plus(Duration.ofMinutes(501)));
        assertThat(slots().getLast()).isEqualTo(T0.plus(Duration.ofHours(25)));
        for (int i = 0; i < 100; i++) {
            engine.tick();
        }
    }

    @Test
    void no_missed_slot_fires_when_none_is_wanted_and_one_that_is_nearly_on_time_does() {
        publish("every: PT1H, misfire: none");
        passes(Duration.ofHours(3).plusMinutes(2));
        assertThat(fireAll()).isZero();
        assertThat(row().nextAt()).isEqualTo(T0.plus(Duration.ofHours(4)));
        assertThat(row().skipped()).isEqualTo(3);

        passes(Duration.ofMinutes(58).plusSeconds(50));
        assertThat(fireAll()).isEqualTo(1);
        assertThat(slots()).containsExactly(T0.plus(Duration.ofHours(4)));
    }

    @Test
    void a_slot_fires_once_however_many_servers_look() {
        ManualNode other = engine.addNode("other");
        publish("every: PT1M");
        for (int i = 0; i < 5; i++) {
            passes(Duration.ofMinutes(1));
            fireAll();
            assertThat(other.schedules().tick()).isZero();
        }

        assertThat(slots()).hasSize(5);
    }

    @Test
    void of_two_servers_that_saw_the_same_slot_the_second_fires_nothing() {
        ManualNode other = engine.addNode("other");
        publish("every: PT1M");
        other.schedules().tick();
        passes(Duration.ofMinutes(1));
        // the other one fires between this one's look and its commit
        engine.tool().next("a", call -> Map.of());
        List<ScheduleRow> seen = engine.store().schedules().due(engine.clock().instant(), 10);
        assertThat(other.schedules().tick()).isEqualTo(1);
        engine.store().schedules().remove(List.of(seen.getFirst().key()));
        engine.store().schedules().add(seen);

        assertThat(tick()).as("a duplicate is no fire").isZero();
        assertThat(slots()).hasSize(1);
        assertThat(row().nextAt()).as("and the schedule has moved on").isEqualTo(T0.plus(Duration.ofMinutes(2)));
    }

    @Test
    void a_schedule_published_with_another_timing_moves() {
        publish("cron: \"0 12 * * *\"");
        publish("cron: \"0 15 * * *\"");

        assertThat(row().nextAt()).isEqualTo(Instant.parse("2026-03-01T15:00:00Z"));
    }

    @Test
    void a_schedule_published_with_the_same_timing_stays_where_it_stands() {
        publish("every: PT1H");
        passes(Duration.ofMinutes(30));
        engine.publish(
                aWorkflow("w").startedBy("id: clock, schedule: { every: PT1H }").does(aStep("a"), aStep("b")));
        tick();

        assertThat(row().nextAt()).isEqualTo(T0.plus(Duration.ofHours(1)));
    }

    @Test
    void what_another_server_has_published_a_moment_ago_is_followed() {
        ManualNode other = engine.addNode("other");
        other.schedules().tick();
        engine.publish(
                aWorkflow("w").startedBy("id: clock, schedule: { every: PT1H }").does(aStep("a")));

        other.schedules().tick();

        assertThat(engine.store().schedules().all()).hasSize(1);
    }

    @Test
    void a_disabled_workflow_has_no_schedule() {
        publish("every: PT1H");
        engine.workflows().disable("default", "w");
        passes(Duration.ofHours(2));

        assertThat(fireAll()).isZero();
        assertThat(engine.store().schedules().all()).isEmpty();
        assertThat(engine.store().executions().list("default", ExecutionStore.Filter.ALL, Long.MAX_VALUE, 9))
                .isEmpty();
    }

    @Test
    void the_next_ten_fires_are_known() {
        publish("cron: \"0 9 * * *\", zone: Europe/Berlin");

        List<Instant> next =
                engine.node().schedules().upcoming("default", 10).getFirst().next();

        assertThat(next).hasSize(10).startsWith(Instant.parse("2026-03-02T08:00:00Z"));
        assertThat(next.getLast()).isEqualTo(Instant.parse("2026-03-11T08:00:00Z"));
    }

    @Test
    void a_schedule_fires_on_through_both_turns_of_the_year() {
        engine.clock().set(Instant.parse("2026-03-28T12:00:00Z"));
        publish("cron: \"30 2 * * *\", zone: Europe/Berlin");
        for (int hour = 0; hour < 24 * 250; hour++) {
            passes(Duration.ofHours(1));
            fireAll();
        }
        for (int i = 0; i < 30; i++) {
            engine.tick();
        }

        assertThat(slots()).hasSize(250);
        assertThat(slots().stream()
                        .map(slot -> slot.atZone(ZoneId.of("Europe/Berlin")).toLocalDate()))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_schedule_begins_with_its_start_and_stops_after_its_end() {
        publish("every: PT1H, start: \"2026-03-01T10:30:00Z\", end: \"2026-03-01T12:30:00Z\"");
        for (int i = 0; i < 60; i++) {
            passes(Duration.ofMinutes(10));
            fireAll();
        }

        assertThat(slots()).containsExactly(T0.plusSeconds(1_800), T0.plusSeconds(5_400), T0.plusSeconds(9_000));
        assertThat(row().nextAt()).isNull();
    }

    @Test
    void an_interval_that_would_only_come_after_the_end_never_comes() {
        publish("every: PT1H, end: \"2026-03-01T10:30:00Z\"");

        assertThat(row().nextAt()).isNull();
    }

    @Test
    void jitter_moves_every_slot_by_the_same_and_the_event_tells_the_written_time() {
        publish("cron: \"0 * * * *\", jitter: PT20M");
        Instant due = row().nextAt();
        Duration shift = Duration.between(T0, due);
        assertThat(shift).isBetween(Duration.ofMillis(1), Duration.ofMinutes(20));

        for (int i = 0; i < 3 * 60; i++) {
            passes(Duration.ofMinutes(1));
            fireAll();
        }

        assertThat(slots()).containsExactly(T0, T0.plusSeconds(3_600), T0.plusSeconds(7_200));
        assertThat(row().lastAt()).isEqualTo(T0.plusSeconds(7_200).plus(shift));
        assertThat(row().nextAt()).isEqualTo(T0.plusSeconds(10_800).plus(shift));
    }

    @Test
    void jitter_moves_an_interval_without_a_start_too_and_never_before_it_was_published() {
        publish("every: PT1H, jitter: P1D");
        Duration shift = Duration.between(T0.plusSeconds(3_600), row().nextAt());
        assertThat(shift).isBetween(Duration.ofMillis(1), Duration.ofDays(1));

        for (int i = 0; i < 27; i++) {
            passes(Duration.ofHours(1));
            fireAll();
        }

        assertThat(slots().getFirst()).isEqualTo(T0.plusSeconds(3_600));
    }

    @Test
    void the_same_schedule_is_always_moved_by_the_same() {
        publish("cron: \"0 * * * *\", jitter: PT20M");

        assertThat(Duration.between(T0, row().nextAt())).isEqualTo(Duration.ofMillis(186_469));
    }

    @Test
    void a_clock_that_stands_still_is_seen_from_outside() {
        publish("every: PT10M");
        assertThat(engine.node().schedules().lag()).isZero();

        passes(Duration.ofMinutes(12));
        assertThat(engine.node().schedules().lag()).isEqualTo(Duration.ofMinutes(2));

        fireAll();
        assertThat(engine.node().schedules().lag()).isZero();
    }
}
