package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.queue.TaskStore.Depth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class QueueMetricsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void both_figures_of_a_reading_cost_one_question() {
        AtomicReference<Instant> clock = new AtomicReference<>(NOW);
        List<Instant> questions = new ArrayList<>();
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        QueueMetrics.register(
                (now, most) -> {
                    assertThat(most).isEqualTo(QueueMetrics.MOST_COUNTED);
                    questions.add(now);
                    return new Depth(7, Optional.of(now.minusMillis(1_500)));
                },
                clock::get,
                metrics);

        assertThat(metrics.get("millrace.queue.depth").gauge().value()).isEqualTo(7);
        assertThat(metrics.get("millrace.queue.age").gauge().value()).isEqualTo(1.5);
        assertThat(questions).containsExactly(NOW);

        clock.set(NOW.plusSeconds(15));
        assertThat(metrics.get("millrace.queue.age").gauge().value()).isEqualTo(1.5);
        assertThat(metrics.get("millrace.queue.depth").gauge().value()).isEqualTo(7);
        assertThat(questions).hasSize(2);
    }
}
