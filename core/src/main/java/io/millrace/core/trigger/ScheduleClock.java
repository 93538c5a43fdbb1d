package io.millrace.core.trigger;

import io.millrace.core.shared.MillraceException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the crank of the schedules every half second. */
public final class ScheduleClock implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ScheduleClock.class);
    private static final long PERIOD_MILLIS = 500;

    private final Schedules schedules;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("schedules").daemon().unstarted(this::run);

    public ScheduleClock(Schedules schedules) {
        this.schedules = schedules;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                turn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() {
        try {
            schedules.tick();
        } catch (MillraceException e) {
            log.warn("Schedules could not be fired; trying again: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("Schedules could not be fired; trying again", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
