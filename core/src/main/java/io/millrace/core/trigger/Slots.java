package io.millrace.core.trigger;

import com.cronutils.model.time.ExecutionTime;
import io.millrace.core.workflow.CronExpressions;
import io.millrace.core.workflow.TriggerSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The instants at which a schedule is due.
 *
 * <p>A cron expression is read in the local time of its zone. A local time that the turn to summer leaves out is due at the
 * next instant that exists; one that the turn to winter brings twice is due the first time only.
 */
final class Slots {
    private static final int MOST_STEPS = 10_000;
    private static final Duration FIRST_WINDOW = Duration.ofMinutes(1);

    private final TriggerSpec.Timing timing;
    private final ZoneId zone;
    private final TriggerSpec.Span span;
    private final Duration shift;
    private final Instant origin;
    private final Optional<ExecutionTime> cronTimes;

    /**
     * @param shift how much later than written every slot is due
     * @param origin a slot, from where intervals are counted that have no start of their own
     */
    Slots(TriggerSpec.Schedule schedule, Duration shift, Instant origin) {
        this.timing = schedule.timing();
        this.zone = schedule.zone();
        this.span = schedule.span();
        this.shift = shift;
        this.origin = span.start().orElse(origin.minus(shift));
        cronTimes = timing instanceof TriggerSpec.Cron cron
                ? Optional.of(ExecutionTime.forCron(CronExpressions.parse(cron.expression())))
                : Optional.empty();
    }

    /** The time that is written for a slot. */
    Instant written(Instant slot) {
        return slot.minus(shift);
    }

    /** The first slot after an instant; empty when there is none. */
    Optional<Instant> after(Instant instant) {
        return writtenAfter(instant.minus(shift)).map(slot -> slot.plus(shift));
    }

    private Optional<Instant> writtenAfter(Instant instant) {
        Instant from = span.start()
                .map(start -> start.minusNanos(1))
                .filter(instant::isBefore)
                .orElse(instant);
        Optional<Instant> next = switch (timing) {
            case TriggerSpec.Once once -> Optional.of(once.at()).filter(from::isBefore);
            case TriggerSpec.Every every -> Optional.of(afterByInterval(every.interval(), from));
            case TriggerSpec.Cron cron -> afterByCron(cronTimes.orElseThrow(), from);
        };
        return next.filter(slot -> span.end().filter(slot::isAfter).isEmpty());
    }

    /** The last slot at or before an instant and after another; empty when there is none. */
    Optional<Instant> lastUpTo(Instant instant, Instant after) {
        List<Instant> last = lastUpTo(instant, after, 1);
        return last.stream().findFirst();
    }

    /**
     * The last slots at or before an instant and after another, the oldest first. It looks back from the end in windows
     * that double, so that years of missed minutes cost no more than a few.
     */
    List<Instant> lastUpTo(Instant instant, Instant after, int most) {
        Duration window = FIRST_WINDOW;
        while (true) {
            Instant from = instant.minus(window);
            boolean whole = !from.isAfter(after);
            List<Instant> slots = between(whole ? after : from, instant);
            if (whole || slots.size() >= most) {
                return slots.subList(Math.max(0, slots.size() - most), slots.size());
            }
            window = window.multipliedBy(2);
        }
    }

    private List<Instant> between(Instant after, Instant upTo) {
        List<Instant> slots = new ArrayList<>();
        Optional<Instant> next = after(after);
        while (next.isPresent() && !next.get().isAfter(upTo)) {
            slots.add(next.get());
            next = after(next.get());
        }
        return slots;
    }

    /** How many slots there are from one of them on and before an instant, counted up to a limit. */
    int count(Instant slot, Instant before, int most) {
        if (timing instanceof TriggerSpec.Every every && slot.isBefore(before)) {
            long whole = Duration.between(slot, before).minusNanos(1).dividedBy(every.interval());
            return (int) Math.min(most, whole + 1);
        }
        int count = 0;
        Optional<Instant> next = Optional.of(slot);
        while (count < most && next.isPresent() && next.get().isBefore(before)) {
            count++;
            next = after(next.get());
        }
        return count;
    }

    /** The next slots after an instant. */
    List<Instant> upcoming(Instant after, int count) {
        List<Instant> slots = new ArrayList<>();
        Optional<Instant> next = after(after);
        while (next.isPresent() && slots.size() < count) {
            slots.add(next.get());
            next = after(next.get());
        }
        return slots;
    }

    private Instant afterByInterval(Duration interval, Instant instant) {
        if (instant.isBefore(origin)) {
            return origin;
        }
        long steps = Duration.between(origin, instant).dividedBy(interval);
        return origin.plus(interval.multipliedBy(steps + 1));
    }

    private Optional<Instant> afterByCron(ExecutionTime times, Instant instant) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        for (int i = 0; i < MOST_STEPS; i++) {
            Optional<LocalDateTime> next =
                    times.nextExecution(local.atZone(ZoneOffset.UTC)).map(time -> time.toLocalDateTime());
            if (next.isEmpty()) {
                return Optional.empty();
            }
            Instant slot = resolve(next.get());
            if (slot.isAfter(instant)) {
                return Optional.of(slot);
            }
            local = next.get();
        }
        return Optional.empty();
    }

    private Instant resolve(LocalDateTime local) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        if (transition != null && transition.isGap()) {
            return transition.getInstant();
        }
        return local.atZone(zone).toInstant();
    }
}
