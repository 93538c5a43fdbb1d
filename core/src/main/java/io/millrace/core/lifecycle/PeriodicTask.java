package io.millrace.core.lifecycle;

import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is repeated on a thread of its own until this is closed. Whatever it throws is logged and it is tried again
 * after the next period; an interrupt does not end it.
 */
public final class PeriodicTask implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PeriodicTask.class);

    private final String name;
    private final Duration period;
    private final Runnable work;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param name of the thread and in the log
     * @param period the pause before the first turn and between the end of one and the next
     */
    public PeriodicTask(String name, Duration period, Runnable work) {
        this.name = name;
        this.period = period;
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** Starts the thread; once. */
    public void start() {
        thread.start();
    }

    private void run() {
        while (!pausedUntilClosed()) {
            turn();
        }
    }

    private boolean pausedUntilClosed() {
        try {
            return closed.await(period.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            log.debug("Interrupted; going on until closed", e);
            return closed.getCount() == 0;
        }
    }

    private void turn() {
        try {
            work.run();
        } catch (MillraceException e) {
            log.warn("The task '{}' failed and is tried again: {}", name, e.getMessage());
        } catch (RuntimeException | Error e) {
            log.error("The task '{}' failed and is tried again", name, e);
        }
    }

    /** Ends the repetition and waits for a turn under way; the work itself must not call it. */
    @Override
    public void close() {
        closed.countDown();
        Threads.awaitEnd(thread);
    }
}
