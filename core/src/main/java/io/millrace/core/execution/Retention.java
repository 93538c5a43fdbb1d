package io.millrace.core.execution;

import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops history that is old enough, in small steps between which others write. */
public final class Retention implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int STEP = 500;
    private static final int MOST_STEPS = 200;

    private final ExecutionStore store;
    private final Duration kept;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("retention").daemon().unstarted(this::run);

    /** @param kept how long executions are kept after their end, and events that have none */
    public Retention(ExecutionStore store, Duration kept, InstantSource clock) {
        this.store = store;
        this.kept = kept;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    sweep();
                } catch (MillraceException e) {
                    log.warn("Old history could not be dropped; trying again: {}", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Drops what is old enough now; returns how many rows. */
    public int sweep() {
        Instant now = clock.instant();
        int dropped = 0;
        for (int i = 0; i < MOST_STEPS; i++) {
            int step = store.purge(now.minus(kept), now, STEP);
            dropped += step;
            if (step == 0) {
                break;
            }
        }
        return dropped;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
