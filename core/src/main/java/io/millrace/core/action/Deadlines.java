package io.millrace.core.action;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts a thread that works too long. The egress keeps deadlines by itself; this is for code that waits elsewhere, so
 * it strikes a little later.
 */
public final class Deadlines implements AutoCloseable {
    private static final Duration GRACE = Duration.ofMillis(500);

    /** Runs something once after a time. Closing it drops what has not run. */
    public interface Timer extends AutoCloseable {
        /** @return cancels it, unless it has run */
        Future<?> after(Duration time, Runnable work);

        @Override
        void close();
    }

    private final Timer timer;

    /** Deadlines in real time, kept by one thread. */
    public Deadlines() {
        this(new ThreadTimer());
    }

    /** @param timer closed with this */
    public Deadlines(Timer timer) {
        this.timer = timer;
    }

    private static final class ThreadTimer implements Timer {
        private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("deadlines").daemon().factory());

        ThreadTimer() {
            threads.setRemoveOnCancelPolicy(true);
        }

        @Override
        public Future<?> after(Duration time, Runnable work) {
            return threads.schedule(work, time.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }

    /** Interrupts the calling thread after the time, unless the deadline is closed before. */
    Deadline interruptAfter(Duration timeout) {
        Deadline deadline = new Deadline(Thread.currentThread());
        deadline.arm(timer, timeout.plus(GRACE));
        return deadline;
    }

    @Override
    public void close() {
        timer.close();
    }

    /** One deadline of one thread. */
    static final class Deadline implements AutoCloseable {
        private final Thread thread;
        private volatile boolean passed;
        private boolean closed;

        @Nullable
        private Future<?> strike;

        private Deadline(Thread thread) {
            this.thread = thread;
        }

        private synchronized void arm(Timer timer, Duration after) {
            strike = timer.after(after, this::strike);
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
