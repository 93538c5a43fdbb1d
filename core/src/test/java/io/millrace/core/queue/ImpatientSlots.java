package io.millrace.core.queue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Slots for tests that turn a crank: nobody waits for one to come free, since on one thread none would. */
public final class ImpatientSlots {
    private ImpatientSlots() {}

    /** @param capacity at least 1 */
    public static Slots of(int capacity) {
        AtomicLong second = new AtomicLong();
        return new Slots(capacity, () -> TimeUnit.SECONDS.toNanos(second.incrementAndGet()));
    }
}
