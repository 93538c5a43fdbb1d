package io.millrace.core.trigger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.core.event.Occurrence;
import io.millrace.core.execution.Intake;
import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.ledger.ScheduleRow;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.ScheduleTrigger;
import io.millrace.core.workflow.TriggerSpec;
import io.millrace.core.workflow.Workflows;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires due slots. A slot is a row: firing it makes its event and moves the schedule on in one commit, and only if the
 * schedule still stands at that slot, so no slot fires twice however many nodes look at it.
 *
 * <p>It has no thread: whoever owns it calls {@link #tick()} every {@link #PERIOD}.
 */
public final class Schedules {
    /** How often due slots are looked for. */
    public static final Duration PERIOD = Duration.ofMillis(500);

    private static final Logger log = LoggerFactory.getLogger(Schedules.class);
    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_MISSED = 1_000;
    /** Where counting slots that did not fire ends. */
    private static final int MOST_COUNTED = 10_000;

    private static final Duration ON_TIME = Duration.ofMinutes(1);
    /** For how long a slot is known by its key; after that by the event that it made. */
    static final Duration REMEMBERED = Duration.ofDays(3);

    private final ScheduleStore store;
    private final Workflows workflows;
    private final Intake intake;
    private final InstantSource clock;
    private final Counter fired;
    private final Counter missed;
    private long seenRevision = -1;
    private volatile Map<ScheduleKey, TriggerSpec.Schedule> published = Map.of();

    public Schedules(
            ScheduleStore store, Workflows workflows, Intake intake, InstantSource clock, MeterRegistry metrics) {
        this.store = store;
        this.workflows = workflows;
        this.intake = intake;
        this.clock = clock;
        fired = Counter.builder("millrace.schedule.slots")
                .tag("result", "fired")
                .description("Slots of schedules that were due")
                .register(metrics);
        missed = Counter.builder("millrace.schedule.slots")
                .tag("result", "skipped")
                .register(metrics);
        Gauge.builder("millrace.schedule.overdue", this, Schedules::overdue)
                .description("Slots that are due and have neither fired nor been left out")
                .register(metrics);
        Gauge.builder("millrace.schedule.lag", this, it -> seconds(it.lag()))
                .baseUnit("seconds")
                .description("How long the oldest slot that is due has not fired; grows when schedules stand still")
                .register(metrics);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    /** How long the oldest slot that is due has not fired; zero when none is due. Asks the store. */
    Duration lag() {
        Instant now = clock.instant();
        return store.due(now, 1).stream()
                .flatMap(row -> Optional.ofNullable(row.nextAt()).stream())
                .map(due -> Duration.between(due, now))
                .findFirst()
                .orElse(Duration.ZERO);
    }

    /** How many slots of the schedules that are due have neither fired nor been left out. Asks the store. */
    private long overdue() {
        Instant now = clock.instant();
        Map<ScheduleKey, TriggerSpec.Schedule> known = published;
        return store.due(now, MOST_AT_ONCE).stream()
                .flatMap(row ->
                        Optional.ofNullable(known.get(row.key())).map(schedule -> overdue(row, schedule, now)).stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    private static long overdue(ScheduleRow row, TriggerSpec.Schedule schedule, Instant now) {
        Instant standing = row.nextAt();
        return standing == null
                ? 0
                : slots(row.key(), schedule, standing).count(standing, now.plusNanos(1_000), MOST_COUNTED);
    }

    /**
     * A schedule and when it fires next.
     *
     * @param fires how many slots have fired since the schedule was published as it is
     * @param skipped how many the policy for missed times has left out since
     * @param overdue how many are due and neither fired nor left out, counted up to 10,000; more than a moment means that
     *     schedules stand still
     */
    public record Upcoming(
            ScheduleTrigger trigger,
            Optional<Instant> last,
            long fires,
            long skipped,
            long overdue,
            List<Instant> next) {}

    /**
     * Follows what is published and fires what is due. One schedule that cannot be fired does not keep the others waiting;
     * a store that does not answer ends the round. Returns how many slots fired. Not for use by two threads.
     */
    public int tick() {
        follow();
        int count = 0;
        for (ScheduleRow row : store.due(clock.instant(), MOST_AT_ONCE)) {
            TriggerSpec.Schedule schedule = published.get(row.key());
            if (schedule != null && fireOrTell(row, schedule)) {
                count++;
            }
        }
        return count;
    }

    private boolean fireOrTell(ScheduleRow row, TriggerSpec.Schedule schedule) {
        try {
            return fire(row, schedule);
        } catch (MillraceException e) {
            if (e.code().retryable()) {
                throw e;
            }
            log.warn("The schedule {} could not be fired; trying again: {}", row.key(), e.getMessage());
        } catch (RuntimeException e) {
            log.error("The schedule {} could not be fired; trying again", row.key(), e);
        }
        return false;
    }

    /** The schedules of a project with their next slots. */
    public List<Upcoming> upcoming(String project, int count) {
        Map<ScheduleKey, ScheduleRow> rows =
                store.ofProject(project).stream().collect(Collectors.toMap(ScheduleRow::key, Function.identity()));
        return workflows.schedules().stream()
                .filter(trigger -> trigger.project().equals(project))
                .map(trigger -> upcoming(trigger, Optional.ofNullable(rows.get(key(trigger))), count))
                .toList();
    }

    private Upcoming upcoming(ScheduleTrigger trigger, Optional<ScheduleRow> row, int count) {
        Optional<Instant> next = row.map(ScheduleRow::nextAt);
        if (row.isPresent() && next.isEmpty()) {
            return new Upcoming(
                    trigger,
                    Optional.ofNullable(row.get().lastAt()),
                    row.get().fires(),
                    row.get().skipped(),
                    0,
                    List.of());
        }
        Instant from = next.orElse(clock.instant());
        List<Instant> slots = new ArrayList<>(next.stream().toList());
        slots.addAll(slots(key(trigger), trigger.schedule(), from).upcoming(from, count - slots.size()));
        long fires = row.map(ScheduleRow::fires).orElse(0L);
        long left = trigger.schedule().limit().map(limit -> limit - fires).orElse((long) count);
        return new Upcoming(
                trigger,
                row.map(ScheduleRow::lastAt),
                fires,
                row.map(ScheduleRow::skipped).orElse(0L),
                row.map(known -> overdue(known, trigger.schedule(), clock.instant()))
                        .orElse(0L),
                slots.stream().limit(Math.max(0, left)).toList());
    }

    static ScheduleKey key(ScheduleTrigger trigger) {
        return new ScheduleKey(
                trigger.project(), trigger.workflow(), trigger.schedule().id());
    }

    /** Intervals are counted from the slot the row stands at, which is one of them. */
    private static Slots slots(ScheduleKey key, TriggerSpec.Schedule schedule, Instant standing) {
        return new Slots(schedule, shift(key, schedule.jitter()), standing);
    }

    /** Always the same for one schedule, so that its slots keep their distance. */
    static Duration shift(ScheduleKey key, Duration jitter) {
        // Written out, as it must not change with the code: slots that are stored would not be slots any more.
        long seed = (key.project() + "/" + key.workflow() + "/" + key.trigger()).hashCode();
        return jitter.isZero()
                ? Duration.ZERO
                : Duration.ofMillis(new SplittableRandom(seed).nextLong(jitter.toMillis() + 1));
    }

    private void follow() {
        long revision = workflows.routingRevision();
        if (revision == seenRevision) {
            return;
        }
        Map<ScheduleKey, TriggerSpec.Schedule> now = new LinkedHashMap<>();
        workflows.schedules().forEach(trigger -> now.put(key(trigger), trigger.schedule()));
        List<ScheduleRow> rows = new ArrayList<>();
        now.forEach((key, schedule) -> firstOrTell(key, schedule).ifPresent(rows::add));
        store.add(rows);
        store.remove(store.all().stream()
                .map(ScheduleRow::key)
                .filter(key -> !now.containsKey(key))
                .toList());
        published = now;
        seenRevision = revision;
    }

    /** One schedule whose times cannot be computed does not keep the others from being followed. */
    private Optional<ScheduleRow> firstOrTell(ScheduleKey key, TriggerSpec.Schedule schedule) {
        try {
            return Optional.of(first(key, schedule));
        } catch (DateTimeException | ArithmeticException e) {
            log.error("The schedule {} is not followed, as its times cannot be computed", key, e);
            return Optional.empty();
        }
    }

    private ScheduleRow first(ScheduleKey key, TriggerSpec.Schedule schedule) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<Instant> next = switch (schedule.timing()) {
            case TriggerSpec.Every every
            when schedule.span().start().isEmpty() ->
                Optional.of(now.plus(every.interval()))
                        .filter(at -> schedule.span().end().filter(at::isAfter).isEmpty())
                        .map(at -> at.plus(shift(key, schedule.jitter())));
            // A time long over when the schedule is made: it fired before it was disabled, or was never meant.
            case TriggerSpec.Once once ->
                Optional.of(once.at()).filter(at -> !at.plus(ON_TIME).isBefore(now));
            default -> slots(key, schedule, now).after(now);
        };
        return new ScheduleRow(key, spec(schedule), next.orElse(null), 0, null);
    }

    private static String spec(TriggerSpec.Schedule schedule) {
        String spec = schedule.timing() + " " + schedule.zone() + " " + schedule.limit();
        // As it was written before there was more to say, so that schedules made then are not taken for others.
        boolean plain = schedule.span().equals(TriggerSpec.Span.ALWAYS)
                && schedule.jitter().isZero();
        return plain ? spec : spec + " " + schedule.span() + " " + schedule.jitter();
    }

    private boolean fire(ScheduleRow row, TriggerSpec.Schedule schedule) {
        Instant standing = row.nextAt();
        if (standing == null) {
            return false;
        }
        Slots slots = slots(row.key(), schedule, standing);
        Optional<Instant> slot = slotToFire(standing, schedule.misfire(), slots);
        if (slot.isEmpty()) {
            Instant now = clock.instant();
            int left = slots.count(standing, now.plusNanos(1_000), MOST_COUNTED);
            missed.increment(left);
            Instant next = slots.after(now).orElse(null);
            store.skip(
                    new ScheduleRow(row.key(), row.spec(), next, row.fires(), row.lastAt(), row.skipped() + left),
                    standing);
            return false;
        }
        long fires = row.fires() + 1;
        boolean over = schedule.limit().filter(limit -> fires >= limit).isPresent();
        Instant next = over ? null : slots.after(slot.get()).orElse(null);
        int left = slots.count(standing, slot.get(), MOST_COUNTED);
        ScheduleRow after = new ScheduleRow(row.key(), row.spec(), next, fires, slot.get(), row.skipped() + left);
        try {
            Intake.Accepted accepted = intake.fire(
                    occurrence(row.key(), schedule, slots.written(slot.get()), fires, clock.instant()),
                    new Intake.Fire(row.key(), standing, after));
            missed.increment(left);
            if (!accepted.duplicate()) {
                fired.increment();
            }
            return !accepted.duplicate();
        } catch (MillraceException e) {
            if (e.code() != ErrorCode.CONFLICT) {
                throw e;
            }
            log.debug("{}", e.getMessage());
            return false;
        }
    }

    /** What the misfire policy makes of a slot that is due, and of those behind it that are due too. */
    private Optional<Instant> slotToFire(Instant standing, TriggerSpec.Misfire misfire, Slots slots) {
        Instant now = clock.instant();
        Instant last = slots.lastUpTo(now, standing).orElse(standing);
        return switch (misfire) {
            case LAST -> Optional.of(last);
            case NONE -> Optional.of(last).filter(slot -> !slot.plus(ON_TIME).isBefore(now));
            case ALL -> Optional.of(oldestOfMissed(slots, standing, now));
        };
    }

    /** All missed slots fire one after another, but no more than so many: the oldest beyond are left out. */
    private static Instant oldestOfMissed(Slots slots, Instant standing, Instant now) {
        List<Instant> behind = slots.lastUpTo(now, standing, MOST_MISSED);
        return behind.size() < MOST_MISSED ? standing : behind.getFirst();
    }

    /** @param fires the number of the fire; 0 for a slot that is filled in later */
    static Occurrence occurrence(
            ScheduleKey key, TriggerSpec.Schedule schedule, Instant slot, long fires, Instant now) {
        Occurrence.Origin origin = new Occurrence.FromSchedule(key.workflow(), key.trigger());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("slot", slot.toString());
        data.put("local_time", slot.atZone(schedule.zone()).toLocalDateTime().toString());
        data.put("zone", schedule.zone().getId());
        data.put("fire", fires);
        return new Occurrence(
                key.project(),
                origin,
                "schedule",
                origin.source(key.project()),
                slot,
                Optional.of(new Occurrence.Dedupe(slot.toString(), now.plus(REMEMBERED))),
                data,
                Map.of(),
                "schedule-" + key.workflow() + "-" + slot.getEpochSecond());
    }
}
