package io.millrace.server.route;

import java.util.concurrent.Semaphore;

/**
 * How much memory the bodies of all requests being read may take together. What is taken follows what arrived, not what a
 * client announced, so that announcing much and sending nothing keeps nobody else out.
 */
final class MemoryBudget {
    private static final int UNIT = 4096;

    private final Semaphore units;

    MemoryBudget(long bytes) {
        this.units = new Semaphore((int) Math.max(1, bytes / UNIT));
    }

    Share share() {
        return new Share();
    }

    /** What one request has taken. Used by one thread; closing gives everything back. */
    final class Share implements AutoCloseable {
        private int taken;

        /** Whether there was room for this many bytes in all. */
        boolean growTo(int bytes) {
            int needed = (bytes + UNIT - 1) / UNIT - taken;
            if (needed <= 0) {
                return true;
            }
            if (!units.tryAcquire(needed)) {
                return false;
            }
            taken += needed;
            return true;
        }

        @Override
        public void close() {
            units.release(taken);
            taken = 0;
        }
    }
}
