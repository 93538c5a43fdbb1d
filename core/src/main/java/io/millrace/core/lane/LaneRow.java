package io.millrace.core.lane;

import io.millrace.sdk.Allowance;
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
 * @param wakeAt when somebody is to look at it again; null when that does not matter
 * @param learned what is known of the tool's own limit; null when nothing has to be
 * @param refusedAt when the tool refused the credentials; null unless somebody has to mend them before anybody is let in
 */
public record LaneRow(
        LaneKey key,
        Limits limits,
        long held,
        String starts,
        @Nullable Instant holdUntil,
        String breaker,
        @Nullable String pending,
        @Nullable Instant wakeAt,
        @Nullable Learned learned,
        @Nullable Instant refusedAt) {
    /** How long a lane with nothing in it is remembered: making and dropping the row for each one would cost more. */
    public static final Duration KEPT = Duration.ofMinutes(1);

    /** How often a lane whose credentials were refused is looked at, should nobody tell that they are mended. */
    public static final Duration RECHECK = Duration.ofSeconds(5);

    /** How often a lane in which somebody waits is looked at at least: its limits may have been changed meanwhile. */
    public static final Duration LOOK = Duration.ofMinutes(1);

    /** A lane that nothing is known of. */
    public static LaneRow blank(LaneKey key) {
        return new LaneRow(key, Limits.NONE, 0, "", null, "", null, null, null, null);
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
        return new LaneRow(key, wanted, held, kept, holdUntil, breaker, pending, wakeAt, learned, refusedAt);
    }

    /** How many more may have a slot, whatever the time between their starts. */
    public long room(Instant now) {
        if (refusedAt != null) {
            return 0;
        }
        long slots = limits.slots().map(Integer::longValue).orElse(Long.MAX_VALUE);
        long free = Math.max(0, Math.min(slots, Breaker.parse(breaker).allowed(now)) - held);
        return learned == null ? free : Math.min(free, learned.leftAt(opens(now)));
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
        Instant free = learned == null ? now : learned.opens(now);
        Instant held = holdUntil != null && free.isBefore(holdUntil) ? holdUntil : free;
        return Breaker.parse(breaker) instanceof Breaker.Open open && held.isBefore(open.until()) ? open.until() : held;
    }

    /** Whether newcomers have to ask, even where nothing is limited. */
    public boolean shut() {
        return holdUntil != null || !breaker.isEmpty() || limits.closed() || learned != null || refusedAt != null;
    }

    /** Why somebody waits in a lane. */
    public enum Why {
        /** A person has shut it. */
        PAUSED,
        /** The tool refused the credentials. */
        AUTHENTICATION,
        /** The tool has failed too often. */
        BREAKER,
        /** The tool's own limit is used up. */
        TOOL_LIMIT,
        RATE,
        CONCURRENCY
    }

    /** What keeps out whoever waits now; where several things do, the one that lasts longest. */
    public Why why(Instant now) {
        if (limits.closed()) {
            return Why.PAUSED;
        }
        if (refusedAt != null) {
            return Why.AUTHENTICATION;
        }
        if (Breaker.parse(breaker).allowed(now) <= held) {
            return Why.BREAKER;
        }
        boolean told = holdUntil != null && holdUntil.isAfter(now);
        if (told || (learned != null && learned.opens(now).isAfter(now))) {
            return Why.TOOL_LIMIT;
        }
        boolean full = limits.slots().filter(slots -> slots <= held).isPresent();
        return full || limits.rate().isEmpty() ? Why.CONCURRENCY : Why.RATE;
    }

    private Optional<Starts> counted() {
        return limits.rate().map(rate -> Starts.parse(rate, starts));
    }

    /** One more begins now. */
    public LaneRow entered(Instant now) {
        return entered(now, now);
    }

    /** One more begins at a time, which may be later than now. */
    public LaneRow entered(Instant at, Instant now) {
        String text = counted().map(past -> past.with(at, now).text()).orElse("");
        return new LaneRow(
                key,
                limits,
                held,
                text,
                holdUntil,
                Breaker.parse(breaker).entered(at).text(),
                pending,
                wakeAt,
                learned == null ? null : learned.entered(at).orElse(null),
                refusedAt);
    }

    /** One that was counted at a time did not begin after all. */
    public LaneRow notEntered(Instant at) {
        String text = counted().map(past -> past.without(at).text()).orElse("");
        Learned left = learned == null ? null : learned.notEntered(at);
        return new LaneRow(key, limits, held, text, holdUntil, breaker, pending, wakeAt, left, refusedAt);
    }

    public LaneRow holding(long slots) {
        return new LaneRow(key, limits, slots, starts, holdUntil, breaker, pending, wakeAt, learned, refusedAt);
    }

    /** Nobody is let in before that time, or before an earlier word on it if that is later. */
    public LaneRow heldUntil(Instant until) {
        Instant later = holdUntil != null && holdUntil.isAfter(until) ? holdUntil : until;
        return new LaneRow(key, limits, held, starts, later, breaker, pending, wakeAt, learned, refusedAt);
    }

    public LaneRow with(Breaker changed) {
        return new LaneRow(key, limits, held, starts, holdUntil, changed.text(), pending, wakeAt, learned, refusedAt);
    }

    public LaneRow pending(@Nullable String changed) {
        return new LaneRow(key, limits, held, starts, holdUntil, breaker, changed, wakeAt, learned, refusedAt);
    }

    public LaneRow wakingAt(@Nullable Instant changed) {
        return new LaneRow(key, limits, held, starts, holdUntil, breaker, pending, changed, learned, refusedAt);
    }

    /**
     * An answer has told how much more the tool allows.
     *
     * @param usedUp whether nothing is left beside what is under way
     */
    public LaneRow told(Allowance allowance, boolean usedUp, Instant now) {
        Learned known = learned == null ? null : learned.asOf(now).orElse(null);
        Instant until = allowance.resetsAt();
        Learned more = known;
        if (known != null) {
            more = known.told(allowance.limit(), allowance.remaining(), until, usedUp, now);
        } else if (usedUp && until.isAfter(now)) {
            more = Learned.usedUp(allowance.limit(), now, until);
        }
        return new LaneRow(key, limits, held, starts, holdUntil, breaker, pending, wakeAt, more, refusedAt);
    }

    /** The tool has refused the credentials: nobody is let in until they are mended. */
    public LaneRow refused(Instant now) {
        Instant first = refusedAt == null ? now : refusedAt;
        return new LaneRow(key, limits, held, starts, holdUntil, "", pending, wakeAt, learned, first);
    }

    /** Somebody has mended the credentials: one call shows whether that helped, then more and more may follow. */
    public LaneRow mended() {
        if (refusedAt == null) {
            return this;
        }
        String canary = new Breaker.Letting(1, 0, 1).text();
        return new LaneRow(key, limits, held, starts, holdUntil, canary, pending, wakeAt, learned, null);
    }

    /** Without what time has made meaningless. */
    public LaneRow asOf(Instant now) {
        boolean holds = holdUntil != null && now.isBefore(holdUntil);
        boolean counts = counted().filter(past -> past.forgotten().isAfter(now)).isPresent();
        return new LaneRow(
                key,
                limits,
                held,
                counts ? starts : "",
                holds ? holdUntil : null,
                breaker,
                pending,
                wakeAt,
                learned == null ? null : learned.asOf(now).orElse(null),
                refusedAt);
    }

    /** Whether nothing would be lost with the row, if nobody waits in the lane; of a row {@link #asOf} now. */
    public boolean idle() {
        return held == 0 && starts.isEmpty() && !shut() && pending == null;
    }
}
