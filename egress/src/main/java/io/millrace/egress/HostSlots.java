package io.millrace.egress;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the calls under way to each host, and with them the connections: OkHttp's own bound holds for its asynchronous calls
 * only. A host is forgotten when its last call ends.
 */
final class HostSlots {
    private static final class Slots {
        final Semaphore free;
        /** Callers that hold or wait for a slot; changed only inside {@code compute} of the map. */
        int callers;

        Slots(int count) {
            free = new Semaphore(count, true);
        }
    }

    private final ConcurrentHashMap<String, Slots> hosts = new ConcurrentHashMap<>();
    private final int perHost;

    HostSlots(int perHost) {
        this.perHost = perHost;
    }

    /**
     * Waits for a free slot.
     *
     * @return false when none came free in time; nothing is held then
     */
    boolean take(String host, Deadline deadline) throws InterruptedException {
        Slots slots = hosts.compute(host, (key, present) -> joined(present));
        boolean taken = false;
        try {
            taken = slots.free.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            return taken;
        } finally {
            if (!taken) {
                leave(host);
            }
        }
    }

    /** Gives a taken slot back. */
    void release(String host) {
        Slots slots = hosts.get(host);
        if (slots != null) {
            slots.free.release();
            leave(host);
        }
    }

    /** How many hosts are remembered. */
    int hosts() {
        return hosts.size();
    }

    private Slots joined(@Nullable Slots present) {
        Slots slots = present == null ? new Slots(perHost) : present;
        slots.callers++;
        return slots;
    }

    private void leave(String host) {
        hosts.computeIfPresent(host, (key, slots) -> --slots.callers == 0 ? null : slots);
    }
}
