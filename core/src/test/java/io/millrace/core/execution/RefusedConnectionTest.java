package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.connection.Health;
import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.ManualNode;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.sdk.ErrorClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefusedConnectionTest extends EngineScenario {
    private static final LaneKey LANE = LaneKey.of(EngineRows.PROJECT, "connection:chat", "");

    @BeforeEach
    void connection() {
        engine.connect("chat", "token");
        engine.publish(aWorkflow("w").does(aStep("a").calling("put").connection("chat")));
    }

    @AfterEach
    void slots_are_counted_right() {
        assertThat(engine.store().lanes().miscounted(EngineRows.PROJECT, 10)).isEmpty();
    }

    /** Starts one whose credentials are refused. */
    private long refused() {
        engine.tool().fails("a", ErrorClass.AUTHENTICATION);
        long execution = engine.start("w");
        engine.tick();
        return execution;
    }

    private List<Long> start(int count) {
        List<Long> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            started.add(engine.start("w"));
        }
        return started;
    }

    private boolean shut() {
        return engine.store().lanes().find(LANE).map(LaneRow::shut).orElse(false);
    }

    @Test
    void one_fails_and_the_others_wait_without_losing_an_attempt() {
        long first = refused();
        List<Long> others = start(3);
        engine.live(Duration.ofHours(1));

        engine.assertThat(first).is("failed").tried("a", "fail");
        others.forEach(execution ->
                engine.assertThat(execution).is("running").hasSteps("a=waiting").hasNotTried("a"));
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void those_that_wait_go_on_once_the_connection_is_saved_anew() {
        refused();
        List<Long> others = start(200);
        engine.tick();
        engine.connect("chat", "another token");
        engine.live(Duration.ofSeconds(30));

        others.forEach(execution -> engine.assertThat(execution).is("succeeded").tried("a", "done"));
        engine.live(Duration.ofMinutes(3));
        assertThat(shut()).isFalse();
    }

    @Test
    void those_that_wait_go_on_once_a_test_finds_the_connection_well() {
        refused();
        List<Long> others = start(1);
        engine.tick();
        engine.tested("chat", Health.Status.OK);
        engine.live(Duration.ofSeconds(30));

        engine.assertThat(others.getFirst()).is("succeeded");
    }

    @Test
    void a_test_that_finds_it_refused_still_lets_nobody_go_on() {
        refused();
        List<Long> others = start(1);
        engine.tick();
        engine.tested("chat", Health.Status.NEEDS_REAUTH);
        engine.live(Duration.ofMinutes(10));

        engine.assertThat(others.getFirst()).hasSteps("a=waiting").hasNotTried("a");
    }

    @Test
    void credentials_that_are_no_better_cost_one_execution_and_not_all() {
        refused();
        engine.tool().fails("a", ErrorClass.AUTHENTICATION);
        List<Long> others = start(5);
        engine.tick();
        engine.connect("chat", "no better");
        engine.live(Duration.ofMinutes(1));

        assertThat(engine.tool().calls("a")).hasSize(2);
        assertThat(others)
                .filteredOn(execution -> engine.store()
                        .executions()
                        .find(execution)
                        .orElseThrow()
                        .status()
                        .ended())
                .hasSize(1);
    }

    @Test
    void the_failed_execution_is_restarted_after_mending_without_waiting() {
        long first = refused();
        engine.connect("chat", "another token");
        engine.restart(first);
        engine.tick();

        engine.assertThat(first).is("succeeded").tried("a", "fail done");
    }

    @Test
    void an_execution_that_waits_for_credentials_can_be_cancelled() {
        refused();
        long second = start(1).getFirst();
        engine.tick();
        engine.cancel(second);

        engine.assertThat(second).is("cancelled");
        assertThat(engine.store().lanes().waiting(LANE, 10)).isZero();
    }

    @Test
    void a_server_that_starts_later_keeps_the_lane_shut() {
        refused();
        ManualNode later = engine.restartedNode("later");
        engine.tick();
        long second = engine.startOn(later, "w", "data");
        engine.live(Duration.ofSeconds(9));

        engine.assertThat(second).hasSteps("a=waiting").hasNotTried("a");
    }
}
