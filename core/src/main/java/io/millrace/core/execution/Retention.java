package io.millrace.core.execution;

import io.millrace.core.blob.BlobSweep;
import io.millrace.core.lifecycle.PeriodicTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Drops history that is old enough, in small steps between which others write. */
public final class Retention implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int STEP = 500;
    private static final int MOST_STEPS = 200;

    private final ExecutionStore store;
    private final BlobSweep blobs;
    private final Runnable giveBack;
    private final Duration kept;
    private final InstantSource clock;
    private final PeriodicTask task = new PeriodicTask("retention", EVERY, this::sweep);
    private volatile boolean closed;

    /**
     * @param giveBack gives some of the room that is free in the store back to the disk; called once in each round
     * @param kept how long executions are kept after their end, and events that have none
     */
    public Retention(ExecutionStore store, BlobSweep blobs, Runnable giveBack, Duration kept, InstantSource clock) {
        this.store = store;
        this.blobs = blobs;
        this.giveBack = giveBack;
        this.kept = kept;
        this.clock = clock;
    }

    public void start() {
        task.start();
    }

    /** Drops what is old enough now; returns how many rows and large values. */
    public int sweep() {
        Instant now = clock.instant();
        int dropped = 0;
        for (int i = 0; i < MOST_STEPS && !closed; i++) {
            int step = store.purge(now.minus(kept), now, STEP);
            dropped += step;
            if (step == 0) {
                break;
            }
        }
        if (!closed) {
            dropped += blobs.sweep();
            giveBack.run();
        }
        return dropped;
    }

    /** Waits for the step under way, and no longer. */
    @Override
    public void close() {
        closed = true;
        task.close();
    }
}
