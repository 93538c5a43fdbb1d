package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.LimitedServer;
import io.millrace.core.engine.ManualNode;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LearnedLimitTest extends EngineScenario {
    private static final LaneKey LANE = LaneKey.of(EngineRows.PROJECT, "connection:chat", "");
    private static final Duration WINDOW = Duration.ofSeconds(20);
    private static final int LIMIT = 10;

    private LimitedServer server;

    @BeforeEach
    void connection() {
        engine.connect("chat", "token");
        engine.publish(aWorkflow("w").does(aStep("a").calling("put").connection("chat")));
        server = new LimitedServer(engine.clock(), LIMIT, WINDOW);
        engine.sendThrough(server);
    }

    @AfterEach
    void slots_are_counted_right() {
        assertThat(engine.store().lanes().miscounted(EngineRows.PROJECT, 10)).isEmpty();
    }

    private Optional<LaneRow> lane() {
        return engine.store().lanes().find(LANE);
    }

    private List<Long> start(int count) {
        List<Long> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            engine.tool().next("a", LimitedServer.asking());
            started.add(engine.start("w"));
        }
        return started;
    }

    @Test
    void ordinary_answers_write_nothing() {
        start(LIMIT - 1);
        engine.tick();

        assertThat(server.served()).hasSize(LIMIT - 1);
        assertThat(lane()).isEmpty();
    }

    @Test
    void nobody_calls_any_more_once_nothing_is_left_and_nobody_loses_an_attempt() {
        List<Long> all = start(LIMIT + 5);
        engine.tick();

        assertThat(server.served()).hasSize(LIMIT);
        assertThat(server.refused()).isEmpty();
        all.subList(LIMIT, all.size())
                .forEach(waiting ->
                        engine.assertThat(waiting).hasSteps("a=waiting").hasNotTried("a"));

        engine.advance(WINDOW.minusSeconds(1));
        assertThat(server.served()).hasSize(LIMIT);
        engine.advance(Duration.ofSeconds(1));
        engine.tick();
        all.forEach(execution -> engine.assertThat(execution).is("succeeded").tried("a", "done"));
        assertThat(server.refused()).isEmpty();
    }

    @Test
    void ten_times_the_limit_on_two_servers_is_all_done_and_never_refused_after_the_first_window() {
        engine.addNode("two");
        Instant begun = engine.clock().instant();
        List<Long> all = start(LIMIT * 10);
        for (int i = 0; i < 40 * 20; i++) {
            engine.advance(Duration.ofMillis(500));
        }

        all.forEach(execution -> engine.assertThat(execution).is("succeeded"));
        assertThat(server.served()).hasSize(LIMIT * 10);
        assertThat(server.refused()).allMatch(at -> at.isBefore(begun.plus(WINDOW)));
        Duration took = Duration.between(begun, server.served().getLast());
        assertThat(took).isLessThan(WINDOW.multipliedBy(10).plusSeconds(10));
    }

    @Test
    void what_was_learned_is_forgotten_once_a_window_was_not_used_up() {
        start(LIMIT + 1);
        engine.tick();
        assertThat(lane().orElseThrow().learned()).isNotNull();

        engine.advance(WINDOW);
        engine.tick();
        assertThat(server.served()).hasSize(LIMIT + 1);
        engine.advance(Duration.ofMinutes(2));
        engine.advance(Duration.ofMinutes(2));
        assertThat(lane().map(LaneRow::shut).orElse(false)).isFalse();

        start(LIMIT - 1);
        engine.tick();
        assertThat(server.served()).hasSize(2 * LIMIT);
    }

    @Test
    void a_lane_that_waits_for_the_reset_waits_on_a_server_that_knows_nothing_of_it() {
        start(LIMIT);
        engine.tick();
        ManualNode later = engine.restartedNode("later");
        engine.tick();
        engine.tool().next("a", LimitedServer.asking());
        long execution = engine.startOn(later, "w", "data");
        engine.live(Duration.ofSeconds(9));

        engine.assertThat(execution).hasSteps("a=waiting");
        engine.live(WINDOW);
        engine.assertThat(execution).is("succeeded").tried("a", "done");
        assertThat(server.refused()).isEmpty();
    }
}
