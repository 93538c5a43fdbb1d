package io.millrace.core.lane;

import java.time.Instant;
import java.util.Optional;

/**
 * What a lane is to keep to.
 *
 * @param slots how many may be under way at once, 0 for none; empty for any number
 * @param rate how many may begin in a time; empty for any number
 */
public record Limits(Optional<Integer> slots, Optional<Rate> rate) {
    public static final Limits NONE = new Limits(Optional.empty(), Optional.empty());

    /** Lets nobody in. */
    public static final Limits CLOSED = ofSlots(0);

    public static Limits ofSlots(int slots) {
        return new Limits(Optional.of(slots), Optional.empty());
    }

    /** Whether nobody may be let in, however long they wait. */
    public boolean closed() {
        return slots.filter(most -> most == 0).isPresent();
    }

    /** Whether a start comes so much later than its turn that the rate may be exceeded by it. */
    public boolean late(Instant turn, Instant now) {
        return rate.map(Rate::tolerance)
                .filter(most -> turn.plus(most).isBefore(now))
                .isPresent();
    }

    public boolean any() {
        return slots.isPresent() || rate.isPresent();
    }
}
