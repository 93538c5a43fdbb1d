package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PausingTest extends EngineScenario {
    private Pausing pausing() {
        return engine.node().engine().pausing();
    }

    @Test
    void what_comes_while_a_workflow_is_paused_is_accepted_and_begins_when_it_is_resumed() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        pausing().pause(EngineRows.PROJECT, "w");
        assertThat(pausing().paused(EngineRows.PROJECT, "w")).isTrue();

        Instant begun = engine.clock().instant();
        List<Long> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(engine.start("w"));
        }
        engine.advance(Duration.ofDays(1));
        waiting.forEach(execution -> engine.assertThat(execution).is("queued"));
        Executions.Waiting first = engine.node()
                .engine()
                .executions()
                .detail(EngineRows.PROJECT, waiting.getFirst())
                .waitsIn()
                .orElseThrow();
        assertThat(first.lane().scope()).isEqualTo("pause:w");
        assertThat(first.since()).isEqualTo(begun);

        pausing().resume(EngineRows.PROJECT, "w");
        engine.tick();
        engine.tick();
        engine.tick();
        waiting.forEach(execution -> engine.assertThat(execution).is("succeeded"));
        assertThat(pausing().paused(EngineRows.PROJECT, "w")).isFalse();
    }

    @Test
    void a_node_resumes_also_what_it_does_not_know_to_be_paused_yet() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        Pausing other = engine.addNode("two").engine().pausing();
        pausing().pause(EngineRows.PROJECT, "w");
        other.resume(EngineRows.PROJECT, "w");

        long execution = engine.start("w");
        engine.advance(Duration.ofSeconds(1));
        engine.assertThat(execution).is("succeeded");
    }

    @Test
    void what_runs_goes_on() {
        engine.publish(aWorkflow("w").does(aStep("a"), aStep("b").waiting("{ for: PT1H }"), aStep("c")));
        long running = engine.start("w");
        engine.tick();
        pausing().pause(EngineRows.PROJECT, "w");
        engine.advance(Duration.ofHours(1));

        engine.assertThat(running).is("succeeded");
    }

    @Test
    void another_node_knows_after_its_next_look_at_lanes() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        engine.addNode("two").engine().pausing().pause(EngineRows.PROJECT, "w");
        engine.tick();

        long waiting = engine.start("w");
        engine.tick();
        engine.assertThat(waiting).is("queued");

        pausing().resume(EngineRows.PROJECT, "w");
        engine.tick();
        engine.tick();
        engine.assertThat(waiting).is("succeeded");
    }

    @Test
    void resumed_executions_keep_to_the_other_limits_of_the_workflow() {
        engine.publish(aWorkflow("w")
                .keeping("concurrency: { limit: 1 }")
                .does(aStep("a").waiting("{ for: PT1H }")));
        pausing().pause(EngineRows.PROJECT, "w");
        long first = engine.start("w");
        long second = engine.start("w");
        engine.tick();

        pausing().resume(EngineRows.PROJECT, "w");
        engine.tick();
        engine.tick();
        engine.assertThat(first).is("waiting");
        engine.assertThat(second).is("queued");
        assertThat(engine.store().lanes().miscounted(EngineRows.PROJECT, 10)).isEmpty();
    }

    @Test
    void only_a_workflow_that_is_there_is_paused() {
        assertThatThrownBy(() -> pausing().pause(EngineRows.PROJECT, "nobody"))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
}
