package io.millrace.core.action;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts a thread that works too long. The egress keeps deadlines by itself; this is for code that waits elsewhere, so
 * it strikes a little later.
 */
public final class Deadlines implements AutoCloseable {
    private static final Duration GRACE = Duration.ofMillis(500);

    private final ScheduledThreadPoolExecutor timer;

    public Deadlines() {
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("deadlines").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Interrupts the calling thread after the time, unless the deadline is closed before. */
    Deadline interruptAfter(Duration timeout) {
        Deadline deadline = new Deadline(Thread.currentThread());
        deadline.arm(timer, timeout.plus(GRACE));
        return deadline;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** One deadline of one thread. */
    static final class Deadline implements AutoCloseable {
        private final Thread thread;
        private volatile boolean passed;
        private boolean closed;

        @Nullable
        private ScheduledFuture<?> strike;

        private Deadline(Thread thread) {
            this.thread = thread;
        }

        private synchronized void arm(ScheduledThreadPoolExecutor timer, Duration after) {
            strike = timer.schedule(this::strike, after.toMillis(), TimeUnit.MILLISECONDS);
        }

        private synchronized void strike() {
            if (!closed) {
                passed = true;
                thread.interrupt();
            }
        }

        boolean passed() {
            return passed;
        }

        /** Disarms; no interrupt comes after this returns. */
        @Override
        public synchronized void close() {
            closed = true;
            if (strike != null) {
                strike.cancel(false);
            }
            if (passed) {
                Thread.interrupted();
            }
        }
    }
}
