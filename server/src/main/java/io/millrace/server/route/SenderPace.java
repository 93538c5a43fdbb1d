package io.millrace.server.route;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells a slow client from one that holds a place on purpose: after a time of grace, a body must have arrived with a
 * minimum of bytes per second. Judged whenever something arrives; silence is the idle timeout's to end.
 */
final class SenderPace {
    private final int bytesPerSecond;
    private final Duration grace;
    private final LongSupplier nanoTime;

    SenderPace(int bytesPerSecond, Duration grace, LongSupplier nanoTime) {
        this.bytesPerSecond = bytesPerSecond;
        this.grace = grace;
        this.nanoTime = nanoTime;
    }

    Watch start() {
        return new Watch(nanoTime.getAsLong());
    }

    /** One body's arrival. */
    final class Watch {
        private final long started;

        private Watch(long started) {
            this.started = started;
        }

        boolean tooSlow(int arrived) {
            long allowed = grace.toNanos() + Duration.ofSeconds(1).toNanos() * arrived / bytesPerSecond;
            return nanoTime.getAsLong() - started > allowed;
        }
    }
}
