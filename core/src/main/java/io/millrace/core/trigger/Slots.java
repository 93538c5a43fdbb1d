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

    private final TriggerSpec.Timing timing;
    private final ZoneId zone;
    private final Instant origin;

    /** @param origin from where intervals are counted */
    Slots(TriggerSpec.Timing timing, ZoneId zone, Instant origin) {
        this.timing = timing;
        this.zone = zone;
        this.origin = origin;
    }

    /** The first slot after an instant; empty when there is none. */
    Optional<Instant> after(Instant instant) {
        return switch (timing) {
            case TriggerSpec.Once once -> Optional.of(once.at()).filter(instant::isBefore);
            case TriggerSpec.Every every -> Optional.of(afterByInterval(every.interval(), instant));
            case TriggerSpec.Cron cron -> afterByCron(cron.expression(), instant);
        };
    }

    /** The last slot at or before an instant and after another; empty when there is none. */
    Optional<Instant> lastUpTo(Instant instant, Instant after) {
        if (timing instanceof TriggerSpec.Every every) {
            long steps = Duration.between(origin, instant).dividedBy(every.interval());
            Instant last = origin.plus(every.interval().multipliedBy(Math.max(0, steps)));
            return Optional.of(last).filter(slot -> slot.isAfter(after) && !slot.isAfter(instant));
        }
        Optional<Instant> last = Optional.empty();
        Optional<Instant> next = after(after);
        for (int i = 0; i < MOST_STEPS && next.isPresent() && !next.get().isAfter(instant); i++) {
            last = next;
            next = after(next.get());
        }
        return last;
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

    private Optional<Instant> afterByCron(String expression, Instant instant) {
        ExecutionTime times = ExecutionTime.forCron(CronExpressions.parse(expression));
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
