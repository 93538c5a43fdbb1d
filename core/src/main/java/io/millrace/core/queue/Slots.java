package io.millrace.core.queue;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How many tasks one node works on at a time. A slot is reserved before the commit that claims or hands over a task.
 *
 * <p>Handing over is what costs least, but it must not keep what waits in the store from its turn: the last eighth of the
 * slots is for claims alone.
 *
 * <p>A task that takes long mostly waits for somebody else. It lends its slot to others after {@link #PATIENCE}, so that a tool
 * that does not answer keeps nobody but its own callers waiting; {@value #LENT} times as many tasks may have lent theirs as there
 * are slots.
 */
public final class Slots {
    private static final int CLAIMS_SHARE = 8;

    /** A slot that came free so lately promises another one soon: what runs is short. */
    private static final long TURNOVER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** How long a task keeps its slot to itself. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int LENT = 8;

    /** What anybody may take. */
    private final Semaphore free;
    /** How many of the slots for claims alone are free. */
    private final AtomicInteger freeForClaims;

    /** How many tasks go on that have lent their slots. */
    private final AtomicInteger lent = new AtomicInteger();

    private final int capacity;
    private final int forClaims;
    private volatile boolean closed;
    /** Whether a person wants nothing more begun here. */
    private volatile boolean held;
    /** Held while telling, and while waiting for, the last release of a node that drains. */
    private final ReentrantLock draining = new ReentrantLock();

    private final Condition released = draining.newCondition();
    private final LongSupplier nanoTime;
    private volatile long lastReleaseNanos;

    /** @param capacity at least 1 */
    public Slots(int capacity) {
        this(capacity, System::nanoTime);
    }

    Slots(int capacity, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.nanoTime = nanoTime;
        lastReleaseNanos = nanoTime.getAsLong() - TURNOVER_NANOS;
        forClaims = capacity / CLAIMS_SHARE;
        free = new Semaphore(capacity - forClaims);
        freeForClaims = new AtomicInteger(forClaims);
    }

    /**
     * Takes up to so many free slots for tasks to be claimed, without waiting.
     *
     * @return how many were taken; 0 when all are busy or the node is draining
     */
    public int reserve(int wanted) {
        int taken = 0;
        while (!closed() && taken < wanted && takeForClaim()) {
            taken++;
        }
        return taken + reserveToHandOver(wanted - taken);
    }

    private boolean takeForClaim() {
        return freeForClaims.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }

    /**
     * Takes up to so many free slots for tasks to be handed over by the commit that makes them, without waiting.
     *
     * @return how many were taken; 0 when all are busy or the node is draining
     */
    public int reserveToHandOver(int wanted) {
        int taken = 0;
        while (!closed() && taken < wanted && free.tryAcquire()) {
            taken++;
        }
        return taken;
    }

    /**
     * The same, waiting for the first slot as long as others come free in quick succession. Whoever takes in work faster
     * than it can be done is so slowed down to the pace of the work, and what it takes in runs at once instead of making
     * its way through the store. When what runs is slow there is no waiting.
     *
     * @return how many were taken
     */
    public int reserveToHandOver(int wanted, Duration patience) {
        long end = nanoTime.getAsLong() + patience.toNanos();
        int taken = reserveToHandOver(wanted);
        try {
            while (taken == 0 && wanted > 0 && !closed() && nanoTime.getAsLong() < end && turningOver()) {
                if (free.tryAcquire(TURNOVER_NANOS, TimeUnit.NANOSECONDS)) {
                    taken = 1 + reserveToHandOver(wanted - 1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return taken;
    }

    private boolean turningOver() {
        return nanoTime.getAsLong() - lastReleaseNanos < TURNOVER_NANOS;
    }

    /** Gives slots back, whatever they were taken for; those for claims are filled up first. */
    public void release(int count) {
        if (count > 0) {
            lastReleaseNanos = nanoTime.getAsLong();
            for (int i = 0; i < count; i++) {
                if (freeForClaims.getAndUpdate(known -> Math.min(forClaims, known + 1)) == forClaims) {
                    free.release();
                }
            }
            if (closed) {
                tell();
            }
        }
    }

    /** The time that patience is measured in. */
    long nanos() {
        return nanoTime.getAsLong();
    }

    /** Lends the slot of a task that goes on without it; returns whether that is possible. */
    boolean lend() {
        boolean room = lent.getAndUpdate(count -> count < capacity * LENT ? count + 1 : count) < capacity * LENT;
        if (room) {
            release(1);
        }
        return room;
    }

    /** A task that has lent its slot wants one again; returns whether it has one now. */
    boolean takeBack() {
        boolean taken = takeForClaim() || free.tryAcquire();
        if (taken) {
            lent.decrementAndGet();
        }
        return taken;
    }

    /** A task that has lent its slot is done, and has none to give back. */
    void endLent() {
        lent.decrementAndGet();
        if (closed) {
            tell();
        }
    }

    /** How many tasks go on that have lent their slots. */
    public int lent() {
        return lent.get();
    }

    private void tell() {
        draining.lock();
        try {
            released.signalAll();
        } finally {
            draining.unlock();
        }
    }

    public int capacity() {
        return capacity;
    }

    /** How many tasks are worked on, those that have lent their slots included. */
    public int busy() {
        return taken() + lent.get();
    }

    private int taken() {
        return capacity - free.availablePermits() - freeForClaims.get();
    }

    /** Whether a claim would find a free slot. */
    boolean free() {
        return !closed() && taken() < capacity;
    }

    /** Whether the node is draining: what is ready stays in the store for others, or for the next start. */
    public boolean closed() {
        return closed || held;
    }

    /** Gives out no more slots until it is told otherwise; what has one keeps it. */
    void hold(boolean nothingNew) {
        held = nothingNew;
    }

    /** Gives out no more slots. */
    void close() {
        closed = true;
    }

    /** Waits, after {@link #close}, for every slot to be given back; returns whether that came in time. */
    boolean awaitIdle(Duration atMost) {
        long left = atMost.toNanos();
        draining.lock();
        try {
            while (busy() > 0 && left > 0) {
                left = released.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            draining.unlock();
        }
        return busy() == 0;
    }
}
