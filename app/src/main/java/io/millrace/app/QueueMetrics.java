package io.millrace.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.core.queue.TaskStore;
import java.time.Duration;
import java.time.InstantSource;

/** How much is waiting, and for how long; asked of the store when somebody reads the metrics. */
final class QueueMetrics {
    private QueueMetrics() {}

    static void register(TaskStore store, InstantSource clock, MeterRegistry metrics) {
        Gauge.builder("millrace.queue.depth", () -> store.depth(clock.instant()).due())
                .description("Tasks that are due and not yet claimed")
                .register(metrics);
        Gauge.builder("millrace.queue.age", () -> age(store, clock))
                .description("How long the oldest due task has waited")
                .baseUnit("seconds")
                .register(metrics);
    }

    private static double age(TaskStore store, InstantSource clock) {
        return store.depth(clock.instant())
                .oldest()
                .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
