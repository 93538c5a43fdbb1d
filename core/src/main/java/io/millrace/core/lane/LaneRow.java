package io.millrace.core.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a lane stands. A row exists only for what is limited; it goes once nothing is left to remember.
 *
 * @param held how many have a slot: the tasks of this lane that do not wait in it, and the executions of it that have not
 *     ended. Kept by whoever writes those rows, never set by hand
 * @param starts of a limited rate, in their compact form; empty without one
 * @param holdUntil nobody is let in before; null when nothing holds it
 * @param breaker as {@link Breaker#text}
 * @param pending what is put off until the lane wakes, as JSON text; null when nothing is
 * @param wakeAt when somebody is to look at it again; null when only a change can matter
 */
public record LaneRow(
        LaneKey key,
        Limits limits,
        long held,
        String starts,
        @Nullable Instant holdUntil,
        String breaker,
        @Nullable String pending,
        @Nullable Instant wakeAt) {
    /** How long a lane with nothing in it is remembered: making and dropping the row for each one would cost more. */
    public static final Duration KEPT = Duration.ofMinutes(1);

    /** A lane that nothing is known of. */
    public static LaneRow blank(LaneKey key) {
        return new LaneRow(key, Limits.NONE, 0, "", null, "", null, null);
    }

    /** The same under what is to be kept to now. */
    public LaneRow under(Limits wanted) {
        if (limits.equals(wanted)) {
            return this;
        }
        String kept = counted()
                .flatMap(now -> wanted.rate().map(now::under))
                .map(Starts::text)
                .orElse("");
        return new LaneRow(key, wanted, held, kept, holdUntil, breaker, pending, wakeAt);
    }

    /** How many more may have a slot, whatever the time between their starts. */
    public long room(Instant now) {
        long slots = limits.slots().map(Integer::longValue).orElse(Long.MAX_VALUE);
        return Math.max(0, Math.min(slots, Breaker.parse(breaker).allowed(now)) - held);
    }

    /** When the next one may begin, if there is a slot for it. */
    public Instant next(Instant now) {
        Instant open = opens(now);
        return counted().map(past -> past.next(open)).orElse(open);
    }

    /** The same for one that had to wait. */
    public Instant nextSpread(Instant now) {
        Instant open = opens(now);
        return counted().map(past -> past.nextSpread(open)).orElse(open);
    }

    private Instant opens(Instant now) {
        Instant held = holdUntil != null && now.isBefore(holdUntil) ? holdUntil : now;
        return Breaker.parse(breaker) instanceof Breaker.Open open && held.isBefore(open.until()) ? open.until() : held;
    }

    /** Whether newcomers have to ask, even where nothing is limited. */
    public boolean shut() {
        return holdUntil != null || !breaker.isEmpty() || limits.closed();
    }

    private Optional<Starts> counted() {
        return limits.rate().map(rate -> Starts.parse(rate, starts));
    }

    /** One more has begun. */
    public LaneRow entered(Instant at) {
        String text = counted().map(past -> past.with(at).text()).orElse("");
        return new LaneRow(
                key,
                limits,
                held,
                text,
                holdUntil,
                Breaker.parse(breaker).entered(at).text(),
                pending,
                wakeAt);
    }

    /** One that was counted at a time did not begin after all. */
    public LaneRow notEntered(Instant at) {
        String text = counted().map(past -> past.without(at).text()).orElse("");
        return new LaneRow(key, limits, held, text, holdUntil, breaker, pending, wakeAt);
    }

    public LaneRow holding(long slots) {
        return new LaneRow(key, limits, slots, starts, holdUntil, breaker, pending, wakeAt);
    }

    /** Nobody is let in before that time, or before an earlier word on it if that is later. */
    public LaneRow heldUntil(Instant until) {
        Instant later = holdUntil != null && holdUntil.isAfter(until) ? holdUntil : until;
        return new LaneRow(key, limits, held, starts, later, breaker, pending, wakeAt);
    }

    public LaneRow with(Breaker changed) {
        return new LaneRow(key, limits, held, starts, holdUntil, changed.text(), pending, wakeAt);
    }

    public LaneRow pending(@Nullable String changed) {
        return new LaneRow(key, limits, held, starts, holdUntil, breaker, changed, wakeAt);
    }

    public LaneRow wakingAt(@Nullable Instant changed) {
        return new LaneRow(key, limits, held, starts, holdUntil, breaker, pending, changed);
    }

    /** Without what time has made meaningless. */
    public LaneRow asOf(Instant now) {
        boolean holds = holdUntil != null && now.isBefore(holdUntil);
        boolean counts = counted().filter(past -> past.forgotten().isAfter(now)).isPresent();
        return new LaneRow(key, limits, held, counts ? starts : "", holds ? holdUntil : null, breaker, pending, wakeAt);
    }

    /** Whether nothing would be lost with the row, if nobody waits in the lane; of a row {@link #asOf} now. */
    public boolean idle() {
        return held == 0 && starts.isEmpty() && !shut() && pending == null;
    }
}
