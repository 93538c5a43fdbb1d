package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.FailingLedgerStore;
import io.millrace.core.engine.ManualNode;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.ErrorClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrencyTest extends EngineScenario {
    private static final String HOOK = "id: hook, webhook: { path: orders, verify: { preset: none } }";
    private static final String PAUSE = "{ for: PT1H }";

    /** Every slot that is counted is one that an execution or a task has. */
    @AfterEach
    void slots_are_counted_right() {
        assertThat(engine.store().lanes().miscounted(EngineRows.PROJECT, 10)).isEmpty();
    }

    private void publish(String concurrency) {
        engine.publish(aWorkflow("w")
                .keeping("concurrency: " + concurrency)
                .startedBy(HOOK)
                .does(aStep("a"), aStep("b").waiting(PAUSE)));
    }

    private long receive(Object data) {
        return engine.receive("orders", data).executions().getFirst();
    }

    private Optional<LaneRow> lane(String key) {
        return engine.store().lanes().find(LaneKey.of(EngineRows.PROJECT, "workflow:w", key));
    }

    @Test
    void executions_beyond_the_limit_wait_and_begin_in_order_when_others_end() {
        publish("{ limit: 2 }");
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(receive(Map.of("n", i)));
            engine.advance(Duration.ofSeconds(1));
        }

        engine.assertThat(all.get(0)).is("waiting");
        engine.assertThat(all.get(1)).is("waiting");
        engine.assertThat(all.get(2)).is("queued").hasNotTried("a");
        engine.assertThat(all.get(3)).is("queued");
        assertThat(lane("").orElseThrow().held()).isEqualTo(2);

        engine.advance(Duration.ofHours(1));
        engine.assertThat(all.get(0)).is("succeeded");
        engine.assertThat(all.get(2)).is("waiting").hasSteps("a=succeeded b=waiting");

        engine.advance(Duration.ofHours(1));
        engine.advance(Duration.ofHours(1));
        all.forEach(execution -> engine.assertThat(execution).is("succeeded"));
        engine.assertAtRest();
    }

    @Test
    void a_lane_that_is_empty_is_forgotten_after_a_while() {
        publish("{ limit: 1 }");
        receive(Map.of());
        engine.tick();
        engine.advance(Duration.ofHours(1));
        assertThat(lane("").orElseThrow().held()).isZero();

        engine.advance(Duration.ofMinutes(2));
        assertThat(lane("")).isEmpty();
    }

    @Test
    void an_execution_without_limits_writes_no_lane() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        long execution = engine.start("w");
        engine.tick();

        engine.assertThat(execution).is("succeeded");
        assertThat(lane("")).isEmpty();
    }

    @Test
    void each_key_has_its_own_limit() {
        publish("{ limit: 1, key: \"{{ event.data.customer }}\" }");
        long ada = receive(Map.of("customer", "ada"));
        long bob = receive(Map.of("customer", "bob"));
        long again = receive(Map.of("customer", "ada"));
        engine.tick();

        engine.assertThat(ada).is("waiting");
        engine.assertThat(bob).is("waiting");
        engine.assertThat(again).is("queued");
        assertThat(lane("ada").orElseThrow().held()).isEqualTo(1);
    }

    @Test
    void a_key_that_has_no_value_starts_nothing_and_the_event_says_so() {
        publish("{ limit: 1, key: \"{{ event.data.customer }}\" }");
        Intake.Accepted accepted = engine.receive("orders", Map.of());

        assertThat(accepted.executions()).isEmpty();
        assertThat(outcome(accepted)).contains("A key of its flow control failed", "customer");
    }

    private String outcome(Intake.Accepted accepted) {
        return engine.store()
                .events()
                .find(accepted.event())
                .map(EventRow::outcome)
                .orElseThrow();
    }

    @Test
    void with_skip_nothing_starts_and_the_event_says_why() {
        publish("{ limit: 1, behavior: skip }");
        long running = receive(Map.of());
        Intake.Accepted skipped = engine.receive("orders", Map.of());

        assertThat(skipped.executions()).isEmpty();
        assertThat(outcome(skipped)).contains("as many executions as may are running");
        engine.advance(Duration.ofHours(1));
        engine.tick();
        engine.advance(Duration.ofHours(1));
        engine.assertThat(running).is("succeeded");
        assertThat(engine.receive("orders", Map.of()).executions()).hasSize(1);
        engine.tick();
    }

    @Test
    void with_skip_a_sender_whose_answer_was_lost_is_told_only_of_what_was_made() {
        publish("{ limit: 1, behavior: skip }");
        engine.publish(aWorkflow("other").startedBy(HOOK).does(aStep("c")));
        receive(Map.of("n", 1));
        engine.tick();

        engine.store().ledger().failCommit(1, FailingLedgerStore.Moment.AFTER);
        Intake.Accepted second = engine.receive("orders", Map.of("n", 2));
        engine.live(Duration.ofSeconds(9));

        assertThat(second.executions())
                .singleElement()
                .satisfies(id -> engine.assertThat(id).is("succeeded").hasSteps("c=succeeded"));
    }

    @Test
    void with_skip_a_replay_that_finds_no_slot_is_refused() {
        publish("{ limit: 1, behavior: skip }");
        long running = receive(Map.of());
        engine.tick();
        assertThatThrownBy(() -> engine.node()
                        .engine()
                        .replays()
                        .execution(EngineRows.PROJECT, running, Replays.OnVersion.NEWEST, Optional.empty(), "trace"))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void with_cancel_running_the_newest_takes_the_place_of_all_others() {
        publish("{ limit: 1, behavior: cancel_running }");
        long first = receive(Map.of());
        engine.advance(Duration.ofSeconds(1));
        long second = receive(Map.of());
        long third = receive(Map.of());
        engine.tick();

        engine.assertThat(first).is("cancelled");
        engine.assertThat(second).is("cancelled");
        engine.assertThat(third).is("waiting").hasSteps("a=succeeded b=waiting");
    }

    @Test
    void with_cancel_running_a_step_in_flight_is_stopped_before_the_next_execution_begins() {
        publish("{ limit: 1, behavior: cancel_running }");
        ManualNode other = engine.addNode("two");
        List<Long> next = new ArrayList<>();
        engine.tool().next("a", call -> {
            next.add(receive(Map.of()));
            other.work();
            engine.assertThat(next.getFirst()).is("queued");
            return Map.of();
        });
        long first = receive(Map.of());
        engine.tick();

        engine.assertThat(first).is("cancelled");
        engine.assertThat(next.getFirst()).is("waiting");
    }

    @Test
    void who_waits_can_be_cancelled_and_the_next_one_keeps_its_turn() {
        publish("{ limit: 1 }");
        receive(Map.of());
        long second = receive(Map.of());
        long third = receive(Map.of());
        engine.tick();

        engine.cancel(second);
        engine.assertThat(second).is("cancelled");
        engine.advance(Duration.ofHours(1));
        engine.tick();
        engine.assertThat(third).is("waiting");
    }

    @Test
    void cancelling_the_one_that_runs_lets_the_next_one_begin() {
        publish("{ limit: 1 }");
        long first = receive(Map.of());
        long second = receive(Map.of());
        engine.tick();

        engine.cancel(first);
        engine.tick();
        engine.assertThat(second).is("waiting").hasSteps("a=succeeded b=waiting");
    }

    @Test
    void a_failed_execution_gives_its_slot_on_and_waits_for_one_when_it_is_restarted() {
        publish("{ limit: 1 }");
        engine.tool().fails("a", ErrorClass.VALIDATION);
        long first = receive(Map.of());
        long second = receive(Map.of());
        engine.tick();
        engine.assertThat(first).is("failed");
        engine.assertThat(second).is("waiting");

        engine.restart(first);
        engine.tick();
        engine.assertThat(first).is("queued");
        engine.advance(Duration.ofHours(1));
        engine.tick();
        engine.assertThat(second).is("succeeded");
        engine.assertThat(first).is("waiting").hasSteps("a=succeeded b=waiting");
    }

    @Test
    void a_node_that_dies_with_a_slot_leaks_none() {
        publish("{ limit: 1 }");
        engine.tool().kills("a");
        long first = receive(Map.of());
        long second = receive(Map.of());
        engine.tick();
        ManualNode other = engine.addNode("two");
        engine.node().die();
        engine.live(Duration.ofSeconds(30));

        assertThat(lane("").orElseThrow().held()).isEqualTo(1);
        other.engine().executions().detail(EngineRows.PROJECT, first);
        engine.live(Duration.ofHours(2));
        engine.assertThat(first).is("succeeded");
        engine.live(Duration.ofHours(1));
        engine.assertThat(second).is("succeeded");
    }

    @Test
    void a_lost_answer_to_the_commit_that_lets_one_begin_does_no_harm() {
        publish("{ limit: 1 }");
        receive(Map.of());
        long second = receive(Map.of());
        engine.tick();
        engine.clock().advance(Duration.ofHours(1));
        engine.store().ledger().failCommit(2, FailingLedgerStore.Moment.AFTER);
        engine.tick();
        engine.live(Duration.ofSeconds(30));

        engine.assertThat(second).is("waiting").hasSteps("a=succeeded b=waiting");
        assertThat(engine.tool().calls("a")).hasSize(2);
    }

    @Test
    void the_doctor_finds_nothing_wrong_with_those_who_wait() {
        publish("{ limit: 1 }");
        receive(Map.of());
        receive(Map.of());
        engine.tick();

        assertThat(engine.node()
                        .engine()
                        .doctor()
                        .examine(EngineRows.PROJECT, Optional.empty())
                        .findings())
                .isEmpty();
    }
}
