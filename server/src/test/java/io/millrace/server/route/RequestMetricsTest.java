package io.millrace.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RequestMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RequestMetrics metrics = new RequestMetrics(registry);

    @Test
    void methods_that_a_client_makes_up_are_one_series() {
        for (int i = 0; i < 100; i++) {
            metrics.record("MADE-UP-" + i, "/catch/{project}/{name}", 200, 1);
        }
        metrics.record("PATCH", "/catch/{project}/{name}", 200, 1);
        metrics.record("none", "none", 404, 1);

        assertThat(registry.get("millrace.http.requests").timers())
                .extracting(timer -> Objects.requireNonNull(timer.getId().getTag("method")) + " " + timer.count())
                .containsExactlyInAnyOrder("OTHER 100", "PATCH 1", "none 1");
    }
}
