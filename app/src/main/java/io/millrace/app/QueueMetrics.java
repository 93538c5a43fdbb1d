package io.millrace.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.core.queue.TaskStore;
import io.millrace.core.queue.TaskStore.Depth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How much is waiting, and for how long; asked of the store when somebody reads the metrics, once for both figures. */
final class QueueMetrics {
    /** Above it the figure says no more than that there is far too much. */
    static final int MOST_COUNTED = 100_000;

    /** The two gauges of one reading are asked for within it. */
    private static final Duration ONE_READING = Duration.ofSeconds(1);

    private final Source source;
    private final InstantSource clock;
    private @Nullable Reading last;

    /** {@link TaskStore#depth}. */
    @FunctionalInterface
    interface Source {
        Depth depth(Instant now, int most);
    }

    private record Reading(Instant at, Depth depth) {}

    private QueueMetrics(Source source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    static void register(Source source, InstantSource clock, MeterRegistry metrics) {
        QueueMetrics queue = new QueueMetrics(source, clock);
        Gauge.builder("millrace.queue.depth", () -> queue.depth().due())
                .description("Tasks that are due and not yet claimed, counted up to " + MOST_COUNTED)
                .register(metrics);
        Gauge.builder("millrace.queue.age", queue::age)
                .description("How long the oldest due task has waited")
                .baseUnit("seconds")
                .register(metrics);
    }

    private synchronized Depth depth() {
        Instant now = clock.instant();
        Reading known = last;
        if (known != null && Duration.between(known.at(), now).abs().compareTo(ONE_READING) < 0) {
            return known.depth();
        }
        Depth depth = source.depth(now, MOST_COUNTED);
        last = new Reading(now, depth);
        return depth;
    }

    private double age() {
        return depth().oldest()
                .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
