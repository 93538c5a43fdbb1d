package io.millrace.server.route;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts and times requests by method, route template and status. Templates, never paths, so that the number of series
 * cannot be driven up from outside; for the same reason every method that HTTP does not define counts as {@code OTHER}.
 */
final class RequestMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    /** The methods of RFC 9110 and RFC 5789. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private static final String OTHER = "OTHER";

    private final MeterRegistry registry;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    private record Series(String method, String route, int status) {}

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param method as the client sent it, for a route that takes any method as well */
    void record(String method, String route, int status, long nanos) {
        String known = METHODS.contains(method) || method.equals(Dispatcher.NO_ROUTE) ? method : OTHER;
        timers.computeIfAbsent(new Series(known, route, status), this::timer).record(Duration.ofNanos(nanos));
    }

    private Timer timer(Series series) {
        return Timer.builder("millrace.http.requests")
                .description("HTTP requests by route; live streams are timed until they start")
                .tag("method", series.method())
                .tag("route", series.route())
                .tag("status", Integer.toString(series.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
