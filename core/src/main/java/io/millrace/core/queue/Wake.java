package io.millrace.core.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where the claimer waits: until a time, or until somebody says that there is something to do. */
final class Wake {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by {@link #lock}: the next time to look, as far as anyone has said since the last look. */
    private Instant next = Instant.MAX;

    void now() {
        noLaterThan(Instant.MIN);
    }

    void noLaterThan(Instant time) {
        lock.lock();
        try {
            if (time.isBefore(next)) {
                next = time;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the given time, or an earlier one that somebody names meanwhile, and forgets what was named. */
    void awaitTurn(InstantSource clock, Instant latest) throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                Instant until = next.isBefore(latest) ? next : latest;
                Instant now = clock.instant();
                if (!now.isBefore(until)) {
                    next = Instant.MAX;
                    return;
                }
                changed.awaitNanos(Math.max(1, Duration.between(now, until).toNanos()));
            }
        } finally {
            lock.unlock();
        }
    }
}
