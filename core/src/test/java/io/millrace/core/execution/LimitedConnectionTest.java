package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.FailingLedgerStore;
import io.millrace.core.engine.ManualNode;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.lane.Limits;
import io.millrace.core.lane.Rate;
import io.millrace.sdk.ErrorClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitedConnectionTest extends EngineScenario {
    private static final LaneKey LANE = LaneKey.of(EngineRows.PROJECT, "connection:chat", "");

    @BeforeEach
    void connection() {
        engine.connect("chat", "token");
        engine.publish(aWorkflow("w").does(aStep("a").calling("put").connection("chat")));
    }

    /** Every slot that is counted is one that a task has. */
    @AfterEach
    void slots_are_counted_right() {
        assertThat(engine.store().lanes().miscounted(EngineRows.PROJECT, 10)).isEmpty();
    }

    private Optional<LaneRow> lane() {
        return engine.store().lanes().find(LANE);
    }

    private static Limits rate(int limit, Duration period) {
        return new Limits(Optional.empty(), Optional.of(new Rate(limit, period)));
    }

    @Test
    void a_connection_without_limits_writes_no_lane() {
        long execution = engine.start("w");
        engine.tick();

        engine.assertThat(execution).is("succeeded");
        assertThat(lane()).isEmpty();
    }

    @Test
    void no_more_steps_call_at_once_than_the_connection_allows() {
        engine.limit("chat", Limits.ofSlots(1));
        ManualNode other = engine.addNode("two");
        List<Long> others = new ArrayList<>();
        engine.tool().next("a", call -> {
            others.add(engine.start("w"));
            others.add(engine.start("w"));
            engine.node().runStarted();
            other.work();
            others.forEach(
                    execution -> engine.assertThat(execution).is("running").hasSteps("a=waiting"));
            assertThat(lane().orElseThrow().held()).isEqualTo(1);
            return Map.of();
        });
        long first = engine.start("w");
        engine.tick();
        engine.tick();

        engine.assertThat(first).is("succeeded");
        others.forEach(execution -> engine.assertThat(execution).is("succeeded").tried("a", "done"));
        assertThat(lane().orElseThrow().held()).isZero();
    }

    @Test
    void who_dies_with_a_slot_keeps_it_for_whoever_takes_over_and_none_leaks() {
        engine.limit("chat", Limits.ofSlots(1));
        engine.tool().kills("a");
        long execution = engine.start("w");
        engine.tick();
        assertThat(lane().orElseThrow().held()).isEqualTo(1);

        engine.addNode("two");
        engine.node().die();
        engine.live(Duration.ofSeconds(30));

        engine.assertThat(execution).is("succeeded");
        assertThat(lane().orElseThrow().held()).isZero();
    }

    @Test
    void who_comes_while_another_has_been_told_its_turn_counts_those_that_have_called() {
        engine.limit("chat", rate(3, Duration.ofSeconds(5)));
        for (int i = 0; i < 4; i++) {
            engine.start("w");
        }
        engine.tick();
        engine.clock().advance(Duration.ofMillis(4_950));
        engine.node().wakeLanes();
        assertThat(engine.store().lanes().waiting(LANE, 10)).isZero();

        engine.start("w");
        engine.start("w");
        engine.tick();
        assertThat(engine.tool().calls("a")).hasSize(3);
        engine.live(Duration.ofSeconds(20));
        assertThat(engine.tool().calls("a")).hasSize(6);
    }

    @Test
    void who_waits_keeps_to_limits_that_are_changed_meanwhile() {
        engine.limit("chat", rate(1, Duration.ofDays(31)));
        List<Long> all = List.of(engine.start("w"), engine.start("w"), engine.start("w"), engine.start("w"));
        engine.tick();
        engine.live(Duration.ofMinutes(2));
        assertThat(engine.tool().calls("a")).hasSize(1);

        engine.limit("chat", rate(1, Duration.ofMinutes(5)));
        engine.live(Duration.ofMinutes(6));
        assertThat(engine.tool().calls("a")).hasSize(2);

        engine.limit("chat", Limits.NONE);
        engine.live(Duration.ofMinutes(2));
        all.forEach(execution -> engine.assertThat(execution).is("succeeded"));
    }

    @Test
    void a_step_that_a_server_died_with_gets_its_turn_however_late_it_is_claimed() {
        engine.limit("chat", rate(1, Duration.ofMinutes(1)));
        engine.tool().kills("a");
        long execution = engine.start("w");
        engine.tick();
        ManualNode other = engine.addNode("two");
        engine.node().die();
        engine.live(Duration.ofSeconds(12));
        engine.assertThat(execution).is("running").hasSteps("a=waiting");

        for (int i = 0; i < 60; i++) {
            engine.clock().advance(Duration.ofSeconds(3)); // more than a fiftieth of the rate's period
            other.beat();
            other.work();
            other.wakeLanes();
        }
        engine.assertThat(execution).is("succeeded").tried("a", "done");
        assertThat(engine.tool().calls("a")).hasSize(2);
    }

    @Test
    void a_task_that_waits_for_its_next_try_gives_its_slot_back() {
        engine.limit("chat", Limits.ofSlots(1));
        engine.tool().fails("a", ErrorClass.NETWORK);
        long first = engine.start("w");
        engine.tick();
        engine.assertThat(first).is("running").tried("a", "retry");
        assertThat(lane().orElseThrow().held()).isZero();

        long second = engine.start("w");
        engine.tick();
        engine.assertThat(second).is("succeeded");
        engine.advance(Duration.ofMinutes(10));
        engine.assertThat(first).is("succeeded");
    }

    @Test
    void a_step_that_waits_for_its_turn_can_be_cancelled() {
        engine.limit("chat", rate(1, Duration.ofHours(1)));
        engine.start("w");
        engine.tick();
        long second = engine.start("w");
        engine.tick();
        engine.assertThat(second).hasSteps("a=waiting");

        engine.cancel(second);
        engine.assertThat(second).is("cancelled");
        assertThat(engine.store().lanes().waiting(LANE, 10)).isZero();
    }

    @Test
    void a_lost_answer_to_the_admission_costs_nothing() {
        engine.limit("chat", Limits.ofSlots(1));
        long execution = engine.start("w");
        engine.store().ledger().failCommit(1, FailingLedgerStore.Moment.AFTER);
        engine.tick();

        engine.assertThat(execution).is("succeeded").tried("a", "done");
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void a_step_whose_lane_could_not_be_asked_is_given_back_and_has_not_failed() {
        engine.limit("chat", Limits.ofSlots(1));
        long execution = engine.start("w");
        engine.store().ledger().failCommit(1, FailingLedgerStore.Moment.BEFORE);
        engine.store().ledger().failCommit(2, FailingLedgerStore.Moment.BEFORE);
        engine.tick();
        engine.assertThat(execution).is("running").hasNotTried("a");
        assertThat(engine.tool().calls("a")).isEmpty();

        engine.live(Duration.ofSeconds(30));
        engine.assertThat(execution).is("succeeded").tried("a", "done");
    }

    @Test
    void a_lost_answer_to_being_parked_costs_nothing() {
        engine.limit("chat", rate(1, Duration.ofMinutes(1)));
        engine.start("w");
        engine.tick();
        long second = engine.start("w");
        engine.store().ledger().failCommit(1, FailingLedgerStore.Moment.AFTER);
        engine.tick();
        engine.assertThat(second).hasSteps("a=waiting");

        engine.live(Duration.ofMinutes(2));
        engine.assertThat(second).is("succeeded").tried("a", "done");
    }

    @Test
    void never_more_calls_than_the_limit_fall_into_any_window() {
        int limit = 10;
        Duration period = Duration.ofSeconds(10);
        engine.limit("chat", rate(limit, period));
        engine.addNode("two");
        List<Instant> calls = new ArrayList<>();
        Duration all = Duration.ofMinutes(3);
        Instant end = engine.clock().instant().plus(all);
        int given = 0;
        while (engine.clock().instant().isBefore(end)) {
            if (given < 400) {
                engine.tool().next("a", call -> {
                    calls.add(engine.clock().instant());
                    return Map.of();
                });
                engine.start("w");
                given++;
            }
            engine.advance(Duration.ofMillis(100));
        }

        for (Instant from : calls) {
            assertThat(calls)
                    .filteredOn(at -> !at.isBefore(from) && at.isBefore(from.plus(period)))
                    .hasSizeLessThanOrEqualTo(limit);
        }
        assertThat(calls).hasSizeGreaterThanOrEqualTo((int) (all.toSeconds() / period.toSeconds() * limit * 95 / 100));
    }

    @Test
    void a_tool_that_asks_for_a_pause_is_left_alone_by_all_steps_of_the_connection() {
        engine.tool().asksForAPause("a", ErrorClass.RATE_LIMIT, Duration.ofMinutes(1));
        long first = engine.start("w");
        engine.tick();
        long second = engine.start("w");
        engine.tick();

        engine.assertThat(second).hasSteps("a=waiting").hasNotTried("a");
        engine.advance(Duration.ofSeconds(59));
        assertThat(engine.tool().calls("a")).hasSize(1);

        engine.advance(Duration.ofSeconds(1));
        engine.tick();
        engine.assertThat(first).is("succeeded").tried("a", "retry done");
        engine.assertThat(second).is("succeeded").tried("a", "done");
    }

    @Test
    void a_tool_that_is_down_is_left_alone_then_tried_by_one_and_then_by_more_and_more() {
        for (int i = 0; i < 11; i++) {
            engine.tool().fails("a", ErrorClass.SERVER_ERROR);
        }
        List<Long> failing = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            failing.add(engine.start("w"));
        }
        engine.tick();
        assertThat(engine.tool().calls("a")).hasSize(10);
        assertThat(lane().orElseThrow().breaker()).startsWith("open");

        long parked = engine.start("w");
        engine.advance(Duration.ofSeconds(14));
        engine.assertThat(parked).hasSteps("a=waiting").hasNotTried("a");
        assertThat(engine.tool().calls("a")).hasSize(10);

        engine.advance(Duration.ofSeconds(1)); // the canary, which fails
        assertThat(engine.tool().calls("a")).hasSize(11);
        assertThat(lane().orElseThrow().breaker()).startsWith("open").endsWith(" 2");

        engine.advance(Duration.ofSeconds(29));
        assertThat(engine.tool().calls("a")).hasSize(11);
        for (int i = 0; i < 300; i++) {
            engine.start("w");
            engine.advance(Duration.ofSeconds(1));
        }
        failing.forEach(execution -> engine.assertThat(execution).is("succeeded"));
        engine.assertThat(parked).is("succeeded");
        assertThat(lane().map(LaneRow::breaker).orElse("")).isEmpty();
    }
}
