package io.millrace.core.live;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Tells watchers that an execution has changed on this node. Changes made on other nodes are not heard, so whoever watches
 * also looks by itself from time to time; hearing only makes it prompt.
 */
public final class Changes {
    private final Map<Long, Map<Watch, Boolean>> watches = new ConcurrentHashMap<>();

    /** Says that an execution has changed. Costs nothing when nobody watches it. */
    public void changed(long execution) {
        Map<Watch, Boolean> watching = watches.get(execution);
        if (watching != null) {
            watching.keySet().forEach(Watch::wake);
        }
    }

    /** Watches an execution until closed. */
    public Watch watch(long execution) {
        Watch watch = new Watch(execution);
        watches.compute(execution, (id, known) -> {
            Map<Watch, Boolean> watching = known == null ? new ConcurrentHashMap<>() : known;
            watching.put(watch, true);
            return watching;
        });
        return watch;
    }

    /** One watcher of one execution; used by one thread. */
    public final class Watch implements AutoCloseable {
        private final long execution;
        private final Semaphore signal = new Semaphore(0);

        private Watch(long execution) {
            this.execution = execution;
        }

        private void wake() {
            if (signal.availablePermits() == 0) {
                signal.release();
            }
        }

        /** Waits for a change since the last call, or until the time is over. */
        public void await(Duration atMost) throws InterruptedException {
            if (signal.tryAcquire(Math.max(0, atMost.toNanos()), java.util.concurrent.TimeUnit.NANOSECONDS)) {
                signal.drainPermits();
            }
        }

        @Override
        public void close() {
            watches.computeIfPresent(execution, (id, watching) -> {
                watching.remove(this);
                return watching.isEmpty() ? null : watching;
            });
        }
    }
}
