package io.millrace.core.trigger;

import io.millrace.core.event.EventStore;
import io.millrace.core.event.Occurrence;
import io.millrace.core.execution.Intake;
import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.ScheduleTrigger;
import io.millrace.core.workflow.TriggerSpec;
import io.millrace.core.workflow.Workflows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Fills in slots of a schedule that did not fire: it was not published yet, was disabled, or its policy left them out.
 *
 * <p>No slot fires twice: one that fired lately has the key under which its event was taken in, an older one has its event,
 * and slots from before the time that events are kept for are refused. So a part that was done is left out when it is asked
 * for again, and nothing needs to be remembered between two portions.
 */
public final class Backfill {
    /** The most slots of one request. */
    public static final int MOST_SLOTS = 10_000;

    /** The most slots of one portion. */
    public static final int PORTION = 100;

    private final ScheduleStore schedules;
    private final EventStore events;
    private final Workflows workflows;
    private final Intake intake;
    private final Function<String, Duration> kept;
    private final InstantSource clock;

    /** @param kept how long a project keeps every event */
    public Backfill(
            ScheduleStore schedules,
            EventStore events,
            Workflows workflows,
            Intake intake,
            Function<String, Duration> kept,
            InstantSource clock) {
        this.schedules = schedules;
        this.events = events;
        this.workflows = workflows;
        this.intake = intake;
        this.kept = kept;
        this.clock = clock;
    }

    /**
     * Which slots.
     *
     * @param from the first that is meant
     * @param to before which they are; those that are still to come are left to the schedule
     */
    public record Wish(String workflow, String trigger, Instant from, Instant to) {}

    /** @param missing how many slots there are that did not fire @param fired how many did */
    public record Count(int missing, int fired) {}

    /**
     * What one portion did.
     *
     * @param fired how many slots
     * @param next what to go on from; empty when that was all
     */
    public record Portion(int fired, Optional<Instant> next) {}

    /**
     * Says how many slots would fire.
     *
     * @throws MillraceException {@code not_found}; {@code bad_request} when the time is too long, or too long ago
     */
    public Count count(String project, Wish wish) {
        ScheduleTrigger trigger = trigger(project, wish);
        List<Instant> slots = slots(trigger, wish);
        int missing = missing(trigger, slots, wish).size();
        return new Count(missing, slots.size() - missing);
    }

    /** Fires the next slots that did not fire, the oldest first. Throws as {@link #count} does. */
    public Portion next(String project, Wish wish) {
        ScheduleTrigger trigger = trigger(project, wish);
        List<Instant> missing = missing(trigger, slots(trigger, wish), wish);
        List<Instant> portion = missing.subList(0, Math.min(missing.size(), PORTION));
        int fired = 0;
        for (Instant slot : portion) {
            Occurrence occurrence =
                    Schedules.occurrence(Schedules.key(trigger), trigger.schedule(), slot, 0, clock.instant());
            if (!intake.accept(occurrence).duplicate()) {
                fired++;
            }
        }
        Optional<Instant> next = missing.size() > PORTION ? Optional.of(missing.get(PORTION)) : Optional.empty();
        return new Portion(fired, next);
    }

    private ScheduleTrigger trigger(String project, Wish wish) {
        return workflows.schedules().stream()
                .filter(trigger -> trigger.project().equals(project)
                        && trigger.workflow().equals(wish.workflow())
                        && trigger.schedule().id().equals(wish.trigger()))
                .findFirst()
                .orElseThrow(() -> new MillraceException(
                        ErrorCode.NOT_FOUND,
                        "The workflow '" + wish.workflow() + "' has no schedule '" + wish.trigger()
                                + "' that is published and enabled."));
    }

    private List<Instant> missing(ScheduleTrigger trigger, List<Instant> slots, Wish wish) {
        String project = trigger.project();
        String source = new Occurrence.FromSchedule(trigger.workflow(), wish.trigger()).source(project);
        Set<Instant> fired = events.slots(project, source, wish.from(), wish.to());
        return slots.stream().filter(slot -> !fired.contains(slot)).toList();
    }

    /** All that are meant, as they are written. */
    private List<Instant> slots(ScheduleTrigger trigger, Wish wish) {
        Instant now = clock.instant();
        Duration memory = kept.apply(trigger.project());
        refuse(!wish.from().isBefore(wish.to()), "'from' must be before 'to'.");
        refuse(
                wish.from().isBefore(now.minus(memory)),
                "'from' is too long ago. The project keeps its history for " + memory.toDays()
                        + " days, and of earlier slots nobody knows whether they fired.");
        ScheduleKey key = Schedules.key(trigger);
        Duration shift = Schedules.shift(key, trigger.schedule().jitter());
        Instant come = now.minus(shift).plusNanos(1); // what is due in this very moment has come
        Instant end = wish.to().isBefore(come) ? wish.to() : come;
        Slots slots = new Slots(trigger.schedule(), Duration.ZERO, origin(key, trigger.schedule(), wish.from(), shift));
        List<Instant> found = new ArrayList<>();
        Optional<Instant> next = slots.after(wish.from().minusNanos(1));
        while (next.isPresent() && next.get().isBefore(end)) {
            found.add(next.get());
            refuse(
                    found.size() > MOST_SLOTS,
                    "There are more than " + MOST_SLOTS + " slots between 'from' and 'to'. Take a shorter time.");
            next = slots.after(next.get());
        }
        return found;
    }

    /** A slot before all that are meant: intervals without a start of their own are counted from where the schedule stands. */
    private Instant origin(ScheduleKey key, TriggerSpec.Schedule schedule, Instant from, Duration shift) {
        Instant standing = schedules.ofProject(key.project()).stream()
                .filter(row -> row.key().equals(key))
                .flatMap(row -> Optional.ofNullable(row.nextAt()).or(() -> Optional.ofNullable(row.lastAt())).stream())
                .findFirst()
                .orElse(clock.instant())
                .minus(shift);
        if (!(schedule.timing() instanceof TriggerSpec.Every every) || !standing.isAfter(from)) {
            return standing;
        }
        long steps = Duration.between(from, standing).dividedBy(every.interval()) + 1;
        return standing.minus(every.interval().multipliedBy(steps));
    }

    private static void refuse(boolean wrong, String sentence) {
        if (wrong) {
            throw new MillraceException(ErrorCode.BAD_REQUEST, sentence);
        }
    }
}
