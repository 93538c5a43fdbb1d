package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.blob.Blobs;
import io.millrace.core.blob.FakeBlobStore;
import io.millrace.core.engine.SettableClock;
import io.millrace.core.event.EventStore;
import io.millrace.core.event.EventSummary;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.shared.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is remembered of an execution while it runs, and what is left when it has ended. */
class RecallTest extends EngineScenario {
    private final List<Long> asked = new ArrayList<>();

    private Recall recall() {
        EventStore counting = new EventStore() {
            @Override
            public Optional<EventRow> find(long id) {
                asked.add(id);
                return engine.store().events().find(id);
            }

            @Override
            public Set<Instant> slots(String project, String source, Instant from, Instant to) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<EventSummary> list(String project, Optional<String> source, long before, int limit) {
                throw new UnsupportedOperationException();
            }
        };
        return new Recall(counting, engine.store().executions(), payloads(), 1 << 20);
    }

    private static Payloads payloads() {
        Ids ids = new Ids(new SettableClock(Instant.EPOCH), 0);
        return new Payloads(new Blobs(new FakeBlobStore(), 1 << 20, ids, Runnable::run, new SimpleMeterRegistry()));
    }

    private ExecutionRow ended(Map<String, Object> data) {
        engine.publish(aWorkflow("w").does(aStep("a")));
        long execution = engine.start("w", data);
        engine.tick();
        return engine.store().executions().find(execution).orElseThrow();
    }

    @Test
    void an_event_is_remembered_until_the_last_execution_that_reads_it_has_ended() {
        ExecutionRow row = ended(Map.of("n", 1L));
        Recall recall = recall();
        EventRow event = engine.store().events().find(row.event()).orElseThrow();
        recall.remember(event, Map.of("n", 1L), Map.of(), 2);

        recall.forget(row);
        assertThat(recall.event(event.id())).containsEntry("data", Map.of("n", 1L));
        assertThat(asked).isEmpty();

        recall.forget(row);
        assertThat(recall.event(event.id())).containsEntry("data", Map.of("n", 1L));
        assertThat(asked).containsExactly(event.id());
    }

    @Test
    void outputs_go_with_their_execution_and_are_read_from_the_store_then() {
        ExecutionRow row = ended(Map.of());
        Recall recall = recall();
        recall.rememberOutput(row.id(), "a", 1, "remembered");
        assertThat(recall.result(row.id(), "a", 1)).containsEntry("output", "remembered");

        recall.forget(row);
        assertThat(recall.result(row.id(), "a", 1)).containsEntry("output", Map.of());
    }
}
