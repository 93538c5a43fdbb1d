package io.millrace.core.queue;

import java.util.concurrent.Semaphore;

/** How many tasks one node works on at a time. A slot is reserved before the commit that claims or hands over a task. */
public final class Slots {
    private final Semaphore free;
    private final int capacity;
    private volatile boolean closed;

    /** @param capacity at least 1 */
    public Slots(int capacity) {
        this.capacity = capacity;
        free = new Semaphore(capacity);
    }

    /**
     * Takes up to so many free slots, without waiting.
     *
     * @return how many were taken; 0 when all are busy or the node is draining
     */
    public int reserve(int wanted) {
        if (closed) {
            return 0;
        }
        int taken = 0;
        while (taken < wanted && free.tryAcquire()) {
            taken++;
        }
        return taken;
    }

    public void release(int count) {
        if (count > 0) {
            free.release(count);
        }
    }

    public int capacity() {
        return capacity;
    }

    public int busy() {
        return capacity - free.availablePermits();
    }

    /** Whether the node is draining: what is ready stays in the store for others, or for the next start. */
    public boolean closed() {
        return closed;
    }

    /** Gives out no more slots. */
    void close() {
        closed = true;
    }
}
