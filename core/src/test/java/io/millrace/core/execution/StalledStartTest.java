package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;

import io.millrace.core.engine.FailingLedgerStore.Moment;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rate counts when executions begin, not when the server that lets them begin looked at its clock. */
class StalledStartTest extends EngineScenario {
    private static final Duration STALL = Duration.ofMinutes(3);

    @BeforeEach
    void one_in_a_minute() {
        engine.publish(aWorkflow("w")
                .keeping("rate: { limit: 1, period: PT1M }")
                .startedBy("id: hook, webhook: { path: orders, verify: { preset: none } }")
                .does(aStep("a").calling("put")));
    }

    private long receive() {
        return engine.receive("orders", Map.of()).executions().getFirst();
    }

    private void theNextCommitStalls() {
        engine.store().ledger().meanwhile(Moment.BEFORE, () -> engine.clock().advance(STALL));
    }

    @Test
    void one_that_is_stored_late_counts_from_then_on() {
        theNextCommitStalls();
        long first = receive();
        long second = receive();
        engine.tick();

        engine.assertThat(first).is("succeeded");
        engine.assertThat(second).is("queued");
        engine.advance(Duration.ofMinutes(2));
        engine.assertThat(second).is("succeeded");
    }

    @Test
    void one_that_was_let_in_and_begins_late_counts_from_then_on() {
        receive();
        long second = receive();
        engine.tick();
        engine.clock().advance(Duration.ofSeconds(62));
        engine.node().wakeLanes();
        theNextCommitStalls();
        engine.node().work();
        long third = receive();
        engine.tick();

        engine.assertThat(second).is("succeeded");
        engine.assertThat(third).is("queued");
        engine.advance(Duration.ofMinutes(2));
        engine.assertThat(third).is("succeeded");
    }
}
