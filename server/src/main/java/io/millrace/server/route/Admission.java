package io.millrace.server.route;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds how many handlers work at the same time. A request that does not get its turn soon is told to come back. */
final class Admission {
    private final Semaphore turns;
    private final Duration patience;

    Admission(int turns, Duration patience) {
        this.turns = new Semaphore(turns);
        this.patience = patience;
    }

    Turn take() throws InterruptedException {
        if (!turns.tryAcquire() && !turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw MillraceException.retryLater(
                    ErrorCode.OVERLOADED,
                    "This server has more requests than it can carry out. Try again in a moment.",
                    Duration.ofSeconds(1));
        }
        return turns::release;
    }

    /** The right to work; given back by closing. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
