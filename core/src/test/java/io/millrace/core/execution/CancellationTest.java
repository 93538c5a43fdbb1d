package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.ManualNode;
import io.millrace.core.engine.WorkflowText.StepText;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.ToolException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CancellationTest extends EngineScenario {
    private long start(StepText... steps) {
        engine.publish(aWorkflow("w").does(steps));
        return engine.start("w");
    }

    private long running;

    /** The next call of a step is cancelled from outside, and ends when it is interrupted. */
    private void cancelledDuring(String step) {
        engine.tool().next(step, call -> {
            assertThat(engine.cancel(running).status()).isEqualTo(ExecutionStatus.CANCELLING);
            if (Thread.interrupted()) {
                throw new ToolException(ErrorClass.CANCELLED, "Interrupted.");
            }
            return Map.of();
        });
    }

    @Test
    void an_execution_whose_steps_only_wait_is_over_at_once() {
        engine.tool().fails("a", ErrorClass.NETWORK);
        running = start(aStep("a"), aStep("b"));
        engine.tick();

        assertThat(engine.cancel(running).status()).isEqualTo(ExecutionStatus.CANCELLED);

        engine.advance(Duration.ofHours(1));
        engine.assertThat(running)
                .is("cancelled")
                .hasSteps("a=cancelled b=cancelled")
                .tried("a", "retry");
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void a_running_step_is_interrupted_and_nothing_follows_it() {
        cancelledDuring("a");
        running = start(aStep("a"), aStep("b"));
        engine.tick();

        engine.assertThat(running)
                .is("cancelled")
                .hasSteps("a=cancelled b=cancelled")
                .tried("a", "stop");
        assertThat(engine.tool().calls("b")).isEmpty();
    }

    @Test
    void a_step_that_ends_well_all_the_same_keeps_its_output() {
        engine.tool().next("a", call -> {
            engine.cancel(running);
            Thread.interrupted();
            return Map.of("done", true);
        });
        running = start(aStep("a"), aStep("b"));
        engine.tick();

        engine.assertThat(running)
                .is("cancelled")
                .hasSteps("a=succeeded b=cancelled")
                .hasOutput("a", Map.of("done", true));
    }

    @Test
    void a_step_that_fails_in_a_way_that_would_be_tried_again_is_not() {
        engine.tool().next("a", call -> {
            engine.cancel(running);
            Thread.interrupted();
            throw new ToolException(ErrorClass.NETWORK, "No route.");
        });
        running = start(aStep("a"));
        engine.tick();

        engine.assertThat(running).is("cancelled").hasSteps("a=cancelled").tried("a", "stop");
    }

    @Test
    void a_step_whose_outcome_becomes_unknown_is_over_too() {
        engine.tool().next("a", call -> {
            engine.cancel(running);
            Thread.interrupted();
            throw new ToolException(ErrorClass.TIMEOUT, "No answer.");
        });
        running = start(aStep("a"));
        engine.tick();

        engine.assertThat(running).is("cancelled").hasSteps("a=cancelled").tried("a", "ask");
    }

    @Test
    void the_end_comes_when_the_bound_is_over_whatever_the_step_does_and_its_late_outcome_is_refused() {
        ManualNode other = engine.addNode("other");
        engine.tool().next("a", call -> {
            engine.cancel(running);
            Thread.interrupted(); // and goes on as if nothing had happened
            for (int i = 0; i < 9; i++) {
                engine.clock().advance(Duration.ofSeconds(3));
                engine.node().beat();
                other.beat();
                Thread.interrupted();
                other.work();
            }
            assertThat(engine.assertThat(running)).isNotNull();
            engine.assertThat(running).is("cancelling");
            engine.clock().advance(Duration.ofSeconds(3));
            other.beat();
            other.work();
            engine.assertThat(running).is("cancelled").hasSteps("a=cancelled b=cancelled");
            return Map.of("late", true);
        });
        running = start(aStep("a"), aStep("b"));
        engine.node().runStarted();

        engine.assertThat(running)
                .is("cancelled")
                .tried("a", "stop")
                .failedWith("a", "cancelled")
                .says("a", "was cut off. It may have happened")
                .hasNotTried("b");
        assertThat(engine.assertThat(running).last("a").status()).isEqualTo("unknown");
    }

    /** Hangs in a call, interrupted or not, until the bound of the cancel is over; another node ends the execution. */
    private Map<String, Object> hang(ManualNode other) {
        for (int i = 0; i < 11; i++) {
            engine.clock().advance(Duration.ofSeconds(3));
            engine.node().beat();
            other.beat();
            Thread.interrupted();
            other.work();
        }
        return Map.of("late", true);
    }

    @Test
    void what_is_safe_to_repeat_is_written_down_as_cancelled_when_it_is_cut_off() {
        ManualNode other = engine.addNode("other");
        engine.tool().next("a", call -> {
            engine.cancel(running);
            return hang(other);
        });
        running = start(aStep("a").calling("put"));
        engine.node().runStarted();

        engine.assertThat(running).is("cancelled").tried("a", "stop");
        assertThat(engine.assertThat(running).last("a").status()).isEqualTo("cancelled");
        assertThat(engine.assertThat(running).last("a").reason()).doesNotContain("may have happened");

        engine.restart(running);
        engine.tick();
        engine.assertThat(running).is("succeeded").tried("a", "stop done");
    }

    @Test
    void what_was_cut_off_is_looked_up_when_the_execution_is_restarted() {
        ManualNode other = engine.addNode("other");
        engine.tool().next("a", call -> {
            engine.cancel(running);
            return hang(other);
        });
        running = start(aStep("a").calling("once"));
        engine.node().runStarted();
        engine.assertThat(running).is("cancelled").tried("a", "stop");

        engine.tool().finds("a", Map.of("id", 7L));
        engine.restart(running);
        engine.tick();
        engine.assertThat(running).is("succeeded").tried("a", "stop done").hasOutput("a", Map.of("id", 7L));
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void each_item_that_is_cut_off_is_written_down_under_its_own_number() {
        ManualNode other = engine.addNode("other");
        engine.tool().answers("a", Map.of()).next("a", call -> {
            engine.cancel(running);
            return hang(other);
        });
        running = start(aStep("a").forEach("{ items: [x, y, z], parallel: 1 }").with("{ of: \"{{ item }}\" }"));
        engine.node().work();

        engine.assertThat(running).is("cancelled").hasSteps("a=cancelled").tried("a", "foreach");
        assertThat(engine.store().executions().itemAttempts(running, "a", 0))
                .extracting(AttemptRow::decision)
                .containsExactly("done");
        assertThat(engine.store().executions().itemAttempts(running, "a", 1))
                .singleElement()
                .satisfies(entry -> assertThat(entry.decision()).isEqualTo("stop"))
                .satisfies(entry -> assertThat(entry.status()).isEqualTo("unknown"))
                .satisfies(entry -> assertThat(entry.no()).isEqualTo(1));
        assertThat(items(running)).isEqualTo(new Executions.Items(3, 1, 0, 1, 0));

        engine.restart(running);
        engine.tick();
        engine.assertThat(running).is("succeeded");
        assertThat(engine.store().executions().itemAttempts(running, "a", 1))
                .extracting(AttemptRow::no)
                .containsExactly(1, 2);
    }

    private Executions.Items items(long execution) {
        return engine.node()
                .engine()
                .executions()
                .detail(EngineRows.PROJECT, execution)
                .steps()
                .getFirst()
                .items()
                .orElseThrow();
    }

    @Test
    void an_item_that_ends_well_while_its_execution_is_cancelled_counts_as_done_and_none_as_under_way() {
        engine.tool().answers("a", Map.of()).next("a", call -> {
            engine.cancel(running);
            Thread.interrupted();
            return Map.of();
        });
        running = start(aStep("a").forEach("{ items: [x, y, z], parallel: 2 }").with("{ of: \"{{ item }}\" }"));
        engine.tick();

        engine.assertThat(running).is("cancelled").hasSteps("a=cancelled");
        assertThat(items(running).running()).isZero();
        assertThat(items(running).succeeded())
                .isEqualTo((int) engine.store().executions().itemTries(running, "a").stream()
                        .filter(ExecutionStore.ItemTries::done)
                        .count());
    }

    @Test
    void what_a_server_died_with_before_the_cancel_is_claimed_and_written_down_and_not_called_again() {
        engine.tool().kills("a").kills("p");
        running = start(aStep("a").after(), aStep("p").after().calling("put"));
        engine.tick();
        engine.node().beat(); // what was not recorded is given back, as cut off by a crash
        assertThat(engine.store().executions().tasks(running))
                .allSatisfy(task -> assertThat(task.crashes()).isEqualTo(1));

        assertThat(engine.cancel(running).status()).isEqualTo(ExecutionStatus.CANCELLING);
        engine.tick();

        engine.assertThat(running)
                .is("cancelled")
                .hasSteps("a=cancelled p=cancelled")
                .tried("a", "stop")
                .failedWith("a", "crashed")
                .says("a", "The server stopped while this step ran")
                .tried("p", "stop")
                .failedWith("p", "crashed");
        assertThat(engine.assertThat(running).last("a").status()).isEqualTo("unknown");
        assertThat(engine.assertThat(running).last("p").status()).isEqualTo("cancelled");
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void what_a_server_died_with_while_nobody_else_lives_is_written_down_when_the_bound_is_over() {
        running = start(aStep("a"));
        engine.tool().next("a", call -> {
            engine.cancel(running);
            throw new OutOfMemoryError("the server dies here");
        });
        engine.node().runStarted();
        engine.node().die();
        engine.clock().advance(Duration.ofMinutes(1));
        ManualNode other = engine.addNode("other");
        other.work();
        engine.live(Duration.ofSeconds(12));

        assertThat(engine.store().executions().find(running).orElseThrow().status())
                .isEqualTo(ExecutionStatus.CANCELLED);
        assertThat(engine.store()
                        .executions()
                        .attempt(running, "a", 1)
                        .orElseThrow()
                        .decision())
                .isEqualTo("stop");
    }

    @Test
    void asking_twice_changes_nothing() {
        engine.tool().next("a", call -> {
            int revision = engine.cancel(running).revision();
            assertThat(engine.cancel(running).revision()).isEqualTo(revision);
            Thread.interrupted();
            return Map.of();
        });
        running = start(aStep("a"), aStep("b"));
        engine.tick();

        assertThat(engine.cancel(running).status()).isEqualTo(ExecutionStatus.CANCELLED);
    }

    @Test
    void an_execution_that_has_ended_cannot_be_cancelled() {
        running = start(aStep("a"));
        engine.tick();

        assertThatThrownBy(() -> engine.cancel(running))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ILLEGAL_TRANSITION))
                .hasMessageContaining("succeeded")
                .hasMessageContaining("cancelled");
    }

    @Test
    void an_execution_that_waits_for_a_decision_is_over_at_once() {
        engine.tool().fails("a", ErrorClass.TIMEOUT);
        running = start(aStep("a"), aStep("b"));
        engine.tick();
        engine.assertThat(running).is("waiting");

        assertThat(engine.cancel(running).status()).isEqualTo(ExecutionStatus.CANCELLED);
        engine.assertThat(running).hasSteps("a=cancelled b=cancelled").tried("a", "ask");
    }

    @Test
    void a_step_taken_over_from_a_dead_server_does_not_run_for_an_execution_being_cancelled() {
        running = start(aStep("a"), aStep("b"));
        engine.cancel(running);
        ManualNode other = engine.addNode("other");
        engine.node().die();
        for (int i = 0; i < 4; i++) {
            engine.clock().advance(Duration.ofSeconds(3));
            other.beat();
            other.work();
        }

        assertThat(engine.tool().calls("a")).isEmpty();
        assertThat(engine.store().executions().find(running).orElseThrow().status())
                .isEqualTo(ExecutionStatus.CANCELLED);
    }

    @Test
    void a_cancelled_execution_can_be_restarted_and_cancelled_again() {
        cancelledDuring("a");
        running = start(aStep("a"), aStep("b"));
        engine.tick();
        engine.clock().advance(Duration.ofSeconds(5));
        cancelledDuring("a");
        engine.restart(running);
        engine.tick();
        engine.assertThat(running).is("cancelled").tried("a", "stop stop");

        engine.advance(Duration.ofMinutes(1));
        engine.restart(running);
        engine.tick();
        engine.assertThat(running).is("succeeded").tried("a", "stop stop done");
    }

    @Test
    void a_cancelled_execution_whose_steps_had_all_ended_well_succeeds_when_it_is_restarted() {
        engine.tool().next("a", call -> {
            engine.cancel(running);
            Thread.interrupted();
            return Map.of();
        });
        running = start(aStep("a"));
        engine.tick();
        engine.assertThat(running).is("cancelled").hasSteps("a=succeeded");

        assertThat(engine.restart(running).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }
}
