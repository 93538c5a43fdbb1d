package io.millrace.core.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.workflow.TriggerSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotsTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private static Slots slots(
            TriggerSpec.Timing timing, ZoneId zone, TriggerSpec.Span span, Duration shift, Instant origin) {
        return new Slots(
                new TriggerSpec.Schedule(
                        "clock",
                        Optional.empty(),
                        timing,
                        zone,
                        span,
                        Duration.ZERO,
                        Optional.empty(),
                        TriggerSpec.Misfire.LAST),
                shift,
                origin);
    }

    private static Slots cron(String expression, String zone) {
        return slots(new TriggerSpec.Cron(expression), ZoneId.of(zone), TriggerSpec.Span.ALWAYS, Duration.ZERO, NOON);
    }

    private static Slots every(String interval, Instant origin) {
        return slots(
                new TriggerSpec.Every(Duration.parse(interval)),
                ZoneOffset.UTC,
                TriggerSpec.Span.ALWAYS,
                Duration.ZERO,
                origin);
    }

    /** The slots of one local day and the next morning, as instants. */
    private static List<Instant> slots(Slots slots, Instant after, int count) {
        return slots.upcoming(after, count);
    }

    @Test
    void a_cron_expression_is_read_in_the_time_of_its_zone() {
        assertThat(cron("0 9 * * 1-5", "Europe/Berlin").after(NOON)).contains(Instant.parse("2026-06-02T07:00:00Z"));
        assertThat(cron("0 9 * * 1-5", "Asia/Kolkata").after(NOON)).contains(Instant.parse("2026-06-02T03:30:00Z"));
        assertThat(cron("30 8 1 * *", "UTC").after(NOON)).contains(Instant.parse("2026-07-01T08:30:00Z"));
    }

    @Test
    void a_slot_is_not_after_itself() {
        Slots slots = cron("0 * * * *", "UTC");
        assertThat(slots.after(NOON)).contains(NOON.plusSeconds(3600));
        assertThat(slots.after(NOON.minusNanos(1000))).contains(NOON);
    }

    /** The local time that is left out fires at the first instant there is, once, and the next day as always. */
    @ParameterizedTest
    @CsvSource({
        // zone, a local time that does not exist, when it fires, the next day's fire
        "Europe/Berlin,      2026-03-29T02:30, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
        "America/New_York,   2026-03-08T02:30, 2026-03-08T07:00:00Z, 2026-03-09T06:30:00Z",
        "Australia/Sydney,   2026-10-04T02:30, 2026-10-03T16:00:00Z, 2026-10-04T15:30:00Z",
        "Australia/Lord_Howe,2026-10-04T02:15, 2026-10-03T15:30:00Z, 2026-10-04T15:15:00Z",
        "America/Santiago,   2026-09-06T00:30, 2026-09-06T04:00:00Z, 2026-09-07T03:30:00Z",
    })
    void a_local_time_that_the_turn_to_summer_leaves_out_fires_once_at_the_next_instant(
            String zone, LocalDateTime missing, Instant fires, Instant nextDay) {
        assertThat(ZoneId.of(zone).getRules().getValidOffsets(missing))
                .as("does not exist")
                .isEmpty();
        Slots slots = cron(missing.getMinute() + " " + missing.getHour() + " * * *", zone);
        Instant before = missing.minusHours(12).atZone(ZoneId.of(zone)).toInstant();

        assertThat(slots(slots, before, 2)).containsExactly(fires, nextDay);
    }

    /** The local time that comes twice fires the first time. */
    @ParameterizedTest
    @CsvSource({
        // zone, a local time that comes twice, when it fires, the next day's fire
        "Europe/Berlin,      2026-10-25T02:30, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
        "America/New_York,   2026-11-01T01:30, 2026-11-01T05:30:00Z, 2026-11-02T06:30:00Z",
        "Australia/Sydney,   2026-04-05T02:30, 2026-04-04T15:30:00Z, 2026-04-05T16:30:00Z",
        "Australia/Lord_Howe,2026-04-05T01:45, 2026-04-04T14:45:00Z, 2026-04-05T15:15:00Z",
        "America/Santiago,   2026-04-04T23:30, 2026-04-05T02:30:00Z, 2026-04-06T03:30:00Z",
    })
    void a_local_time_that_the_turn_to_winter_brings_twice_fires_once(
            String zone, LocalDateTime twice, Instant fires, Instant nextDay) {
        assertThat(ZoneId.of(zone).getRules().getValidOffsets(twice))
                .as("comes twice")
                .hasSize(2);
        Slots slots = cron(twice.getMinute() + " " + twice.getHour() + " * * *", zone);
        Instant before = twice.minusHours(12).atZone(ZoneId.of(zone)).toInstant();

        assertThat(slots(slots, before, 2)).containsExactly(fires, nextDay);
    }

    @Test
    void between_the_two_times_of_a_turn_to_winter_the_next_slot_is_behind_both() {
        Slots slots = cron("30 2 * * *", "Europe/Berlin");
        Instant between = Instant.parse("2026-10-25T01:00:00Z"); // 02:00 for the second time

        assertThat(slots.after(between)).contains(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void several_slots_in_the_hour_that_is_left_out_are_one() {
        Slots slots = cron("*/20 2,3 * * *", "Europe/Berlin");

        assertThat(slots(slots, Instant.parse("2026-03-28T23:00:00Z"), 4))
                .containsExactly(
                        Instant.parse("2026-03-29T01:00:00Z"),
                        Instant.parse("2026-03-29T01:20:00Z"),
                        Instant.parse("2026-03-29T01:40:00Z"),
                        Instant.parse("2026-03-30T00:00:00Z"));
    }

    @Test
    void an_hour_before_the_year_ends_somewhere_the_next_slot_is_in_the_next_year() {
        assertThat(cron("0 0 1 1 *", "Asia/Kathmandu").after(NOON)).contains(Instant.parse("2026-12-31T18:15:00Z"));
        assertThat(cron("30 23 31 12 *", "America/New_York").after(Instant.parse("2027-01-01T04:29:59Z")))
                .contains(Instant.parse("2027-01-01T04:30:00Z"));
        assertThat(cron("59 23 L * *", "UTC").upcoming(Instant.parse("2027-12-31T00:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2027-12-31T23:59:00Z"),
                        Instant.parse("2028-01-31T23:59:00Z"),
                        Instant.parse("2028-02-29T23:59:00Z"));
    }

    @Test
    void a_zone_without_summer_time_has_every_slot_of_every_day() {
        Slots slots = cron("30 2 * * *", "Asia/Tokyo");
        List<Instant> year = slots.upcoming(Instant.parse("2026-01-01T00:00:00Z"), 365);
        for (int day = 1; day < year.size(); day++) {
            assertThat(Duration.between(year.get(day - 1), year.get(day))).isEqualTo(Duration.ofDays(1));
        }
    }

    @Test
    void a_zone_that_gave_summer_time_up_is_read_by_the_rules_of_each_year() {
        Slots slots = cron("0 12 * * *", "Asia/Tehran");
        assertThat(slots.after(Instant.parse("2022-07-01T00:00:00Z"))).contains(Instant.parse("2022-07-01T07:30:00Z"));
        assertThat(slots.after(Instant.parse("2023-07-01T00:00:00Z"))).contains(Instant.parse("2023-07-01T08:30:00Z"));
    }

    @Test
    void slots_are_counted_from_one_of_them_to_another_without_it() {
        Slots hourly = cron("0 * * * *", "Europe/Berlin");
        assertThat(hourly.count(NOON, NOON, 100)).isZero();
        assertThat(hourly.count(NOON, NOON.plus(Duration.ofDays(1)), 100)).isEqualTo(24);
        assertThat(hourly.count(NOON, NOON.plus(Duration.ofDays(9)), 100)).isEqualTo(100);
        Slots quarters = every("PT15M", NOON);
        assertThat(quarters.count(NOON, NOON, 100)).isZero();
        assertThat(quarters.count(NOON, NOON.plusSeconds(1), 100)).isEqualTo(1);
        assertThat(quarters.count(NOON, NOON.plusSeconds(900), 100)).isEqualTo(1);
        assertThat(quarters.count(NOON, NOON.plusSeconds(901), 100)).isEqualTo(2);
    }

    @Test
    void a_leap_day_is_found_years_ahead() {
        assertThat(cron("0 0 29 2 *", "UTC").after(NOON)).contains(Instant.parse("2028-02-29T00:00:00Z"));
    }

    @Test
    void intervals_are_counted_from_their_origin_however_late_one_looks() {
        Slots slots = every("PT15M", NOON);

        assertThat(slots.after(NOON)).contains(NOON.plusSeconds(900));
        assertThat(slots.after(NOON.plusSeconds(901))).contains(NOON.plusSeconds(1800));
        assertThat(slots.after(NOON.plus(Duration.ofDays(400)).plusSeconds(1)))
                .contains(NOON.plus(Duration.ofDays(400)).plusSeconds(900));
    }

    @Test
    void one_time_is_due_once() {
        Slots slots = slots(new TriggerSpec.Once(NOON), ZoneOffset.UTC, TriggerSpec.Span.ALWAYS, Duration.ZERO, NOON);

        assertThat(slots.after(NOON.minusSeconds(1))).contains(NOON);
        assertThat(slots.after(NOON)).isEmpty();
        assertThat(slots.upcoming(NOON.minusSeconds(1), 10)).containsExactly(NOON);
    }

    @Test
    void the_last_slots_are_found_however_long_ago_one_looked() {
        Slots slots = cron("* * * * *", "UTC");
        Instant now = NOON.plus(Duration.ofDays(3650)).plusSeconds(30);

        assertThat(slots.lastUpTo(now, NOON)).contains(now.minusSeconds(30));
        List<Instant> last = slots.lastUpTo(now, NOON, 1000);
        assertThat(last).hasSize(1000);
        assertThat(last.getLast()).isEqualTo(now.minusSeconds(30));
        assertThat(last.getFirst()).isEqualTo(now.minusSeconds(30).minus(Duration.ofMinutes(999)));
    }

    @Test
    void the_last_slot_of_a_rare_schedule_is_found() {
        Slots slots = cron("0 9 1 1 *", "UTC");

        assertThat(slots.lastUpTo(Instant.parse("2036-12-31T00:00:00Z"), NOON))
                .contains(Instant.parse("2036-01-01T09:00:00Z"));
        assertThat(slots.lastUpTo(Instant.parse("2026-12-31T00:00:00Z"), NOON)).isEmpty();
    }

    @Test
    void nothing_is_due_outside_the_span() {
        TriggerSpec.Span june = new TriggerSpec.Span(
                Optional.of(Instant.parse("2026-06-10T09:00:00Z")), Optional.of(Instant.parse("2026-06-11T09:00:00Z")));
        Slots daily = slots(new TriggerSpec.Cron("0 9 * * *"), ZoneOffset.UTC, june, Duration.ZERO, NOON);

        assertThat(daily.upcoming(NOON, 10))
                .containsExactly(Instant.parse("2026-06-10T09:00:00Z"), Instant.parse("2026-06-11T09:00:00Z"));
        assertThat(daily.lastUpTo(NOON.plus(Duration.ofDays(300)), NOON, 10)).hasSize(2);
    }

    @Test
    void an_interval_with_a_start_is_counted_from_it() {
        TriggerSpec.Span from = new TriggerSpec.Span(Optional.of(NOON.plusSeconds(60)), Optional.empty());
        Slots slots = slots(new TriggerSpec.Every(Duration.ofHours(1)), ZoneOffset.UTC, from, Duration.ZERO, NOON);

        assertThat(slots.after(NOON)).contains(NOON.plusSeconds(60));
        assertThat(slots.after(NOON.plusSeconds(60))).contains(NOON.plusSeconds(3660));
        assertThat(slots.after(NOON.plus(Duration.ofDays(1))))
                .contains(NOON.plus(Duration.ofDays(1)).plusSeconds(60));
    }

    @Test
    void shifted_slots_keep_their_distance_and_the_span_is_of_the_written_times() {
        TriggerSpec.Span upToTwo = new TriggerSpec.Span(Optional.empty(), Optional.of(NOON.plus(Duration.ofHours(2))));
        Duration shift = Duration.ofMinutes(7);
        Slots slots = slots(new TriggerSpec.Cron("0 * * * *"), ZoneOffset.UTC, upToTwo, shift, NOON);

        List<Instant> due = slots.upcoming(NOON, 10);
        assertThat(due)
                .containsExactly(
                        NOON.plus(shift),
                        NOON.plus(Duration.ofHours(1)).plus(shift),
                        NOON.plus(Duration.ofHours(2)).plus(shift));
        assertThat(slots.written(due.getLast())).isEqualTo(NOON.plus(Duration.ofHours(2)));
        assertThat(slots.after(NOON.plus(shift))).contains(due.get(1));
    }
}
