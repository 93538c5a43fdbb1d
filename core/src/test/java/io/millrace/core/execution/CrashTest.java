package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.engine.FailingLedgerStore.Moment;
import io.millrace.core.engine.ManualNode;
import io.millrace.core.engine.ScriptedUnit;
import io.millrace.core.engine.WorkflowText.StepText;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.Committer;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.queue.NodeLease;
import io.millrace.core.queue.NodeStore;
import io.millrace.core.shared.Ids;
import io.millrace.sdk.ErrorClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Servers that die, sleep too long, stop, or get no answer from their store. */
class CrashTest extends EngineScenario {
    private static final Duration LEASE_IS_OVER = Duration.ofSeconds(12);

    private long start(StepText... steps) {
        engine.publish(aWorkflow("w").does(steps));
        return engine.start("w");
    }

    /** The node that has everything dies, and another one lives on until the dead one's lease is over. */
    private ManualNode takenOver() {
        ManualNode other = engine.addNode("other");
        engine.node().die();
        engine.live(LEASE_IS_OVER);
        return other;
    }

    @Test
    void what_a_dead_server_had_taken_is_done_by_another() {
        long execution = start(aStep("a"), aStep("b"));

        takenOver();

        engine.assertThat(execution).is("succeeded").tried("a", "done").says("a", "Repeated");
        assertThat(engine.tool().order()).containsExactly("a", "b");
    }

    @Test
    void a_server_that_comes_back_takes_over_from_its_own_past() {
        long execution = start(aStep("a"));
        ManualNode again = engine.restartedNode("one");
        engine.live(LEASE_IS_OVER);

        engine.assertThat(execution).is("succeeded");
        assertThat(again.busy()).isZero();
    }

    /** The lease of every other node runs out, while this one's heart goes on. */
    private void aloneLives(ManualNode node) {
        for (Duration time = Duration.ZERO; time.compareTo(LEASE_IS_OVER) < 0; time = time.plus(NodeLease.HEARTBEAT)) {
            engine.clock().advance(NodeLease.HEARTBEAT);
            node.beat();
        }
    }

    @Test
    void a_server_that_slept_too_long_records_nothing() {
        ManualNode other = engine.addNode("other");
        engine.tool().next("a", call -> {
            // while the first node is stuck in its call, its lease ends and another node does the work
            aloneLives(other);
            other.work();
            return Map.of("late", true);
        });
        long execution = start(aStep("a").with("{ in: time }"), aStep("b"));
        engine.tick();

        engine.assertThat(execution).is("succeeded").tried("a", "done").hasOutput("a", Map.of("in", "time"));
        assertThat(engine.tool().calls("a")).hasSize(2);
        assertThat(engine.tool().calls("b"))
                .as("follows the recorded outcome only")
                .hasSize(1);
    }

    @Test
    void a_server_that_slept_too_long_goes_on_as_a_new_one_when_another_took_over() {
        ManualNode other = engine.addNode("other");
        long before = engine.node().id();
        aloneLives(other);
        engine.live(LEASE_IS_OVER);
        assertThat(engine.node().id()).isNotEqualTo(before);

        long execution = start(aStep("a"));
        engine.tick();
        engine.assertThat(execution).is("succeeded");
    }

    @Test
    void a_server_that_drains_ends_what_it_has_begun_and_leaves_the_rest_to_others() {
        ManualNode other = engine.addNode("other");
        long[] next = new long[1];
        engine.tool().next("a", call -> {
            engine.store().nodes().drain(engine.node().id(), true);
            engine.node().beat();
            next[0] = engine.start("w");
            return Map.of("done", true);
        });
        long execution = start(aStep("a"), aStep("b"));
        engine.node().work();

        engine.assertThat(execution).hasOutput("a", Map.of("done", true)).is("running");
        assertThat(engine.tool().calls("b")).isEmpty();
        assertThat(engine.node().busy()).isZero();

        other.work();
        engine.assertThat(execution).is("succeeded");
        engine.assertThat(next[0]).is("succeeded");

        engine.store().nodes().drain(engine.node().id(), false);
        engine.node().beat();
        long again = engine.start("w");
        engine.node().work();
        engine.assertThat(again).is("succeeded");
    }

    /** All numbers rest or are taken but the one of a server that sleeps, which others take for dead. */
    private ManualNode withTheNumberOf(ManualNode asleep) {
        ManualNode other = engine.addNode("other");
        aloneLives(other);
        engine.clock().advance(NodeStore.REST);
        for (int i = 2; i < NodeStore.MAX_NODES; i++) {
            NodeStore.Joining node = new NodeStore.Joining(i, "short", "1", 1, false);
            assertThat(engine.store().nodes().join(node, engine.clock().instant(), NodeLease.LEASE))
                    .isEqualTo(i);
            engine.store().nodes().leave(i, engine.clock().instant());
        }
        assertThat(asleep.dead()).isFalse();
        return engine.addNode("heir");
    }

    @Test
    void an_event_is_not_lost_to_another_one_of_the_same_id_by_a_server_that_was_taken_for_dead() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        ManualNode heir = withTheNumberOf(engine.node());

        long first = engine.start("w", 1L);
        long second = engine.startOn(heir, "w", 2L);
        engine.tick();

        assertThat(second).isNotEqualTo(first);
        assertThat(engine.store().events().list("default", Optional.empty(), Long.MAX_VALUE, 10))
                .hasSize(2);
    }

    @Test
    void a_server_that_slept_too_long_records_what_it_did_when_nobody_took_over() {
        long before = engine.node().id();
        engine.tool().next("a", call -> {
            engine.clock().advance(LEASE_IS_OVER);
            engine.node().beat();
            return Map.of("late", true);
        });
        long execution = start(aStep("a"));
        engine.tick();

        assertThat(engine.node().id()).isEqualTo(before);
        engine.assertThat(execution).is("succeeded").hasOutput("a", Map.of("late", true));
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void after_an_outage_of_the_store_the_first_server_to_come_back_leaves_the_others_their_work() {
        ManualNode other = engine.addNode("other");
        engine.tool().next("a", call -> {
            engine.clock().advance(LEASE_IS_OVER); // the store answered to nobody
            other.beat();
            other.work();
            engine.node().beat();
            return Map.of("late", true);
        });
        long execution = start(aStep("a"));
        engine.tick();

        engine.assertThat(execution).is("succeeded").hasOutput("a", Map.of("late", true));
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void what_a_server_takes_before_it_notices_that_it_slept_too_long_is_not_lost_with_it() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        ManualNode other = engine.addNode("other");
        aloneLives(other);

        long execution = engine.start("w"); // the first node was buried, has not noticed, and owns this at once
        engine.node().die();
        engine.live(LEASE_IS_OVER);

        engine.assertThat(execution).is("succeeded");
    }

    @Test
    void a_step_that_kills_its_server_three_times_is_given_up_and_the_others_go_on() {
        engine.tool().kills("a").kills("a").kills("a");
        engine.publish(aWorkflow("other").does(aStep("x")));
        long execution = start(aStep("a"), aStep("b"));
        engine.tick();
        for (int i = 0; i < 3; i++) {
            engine.live(Duration.ofSeconds(9));
        }
        long other = engine.start("other");
        engine.tick();

        engine.assertThat(execution)
                .is("failed")
                .failedWith("a", "internal")
                .says("a", "stopped 3 times")
                .hasSteps("a=failed b=skipped");
        engine.assertThat(other).is("succeeded");
        assertThat(engine.tool().calls("a")).hasSize(3);
    }

    @Test
    void an_unsafe_step_is_repeated_after_a_crash_unless_it_says_otherwise() {
        engine.tool().kills("a").kills("u").kills("s").kills("f").kills("p");
        long execution = start(
                aStep("a").after(),
                aStep("u").after().onCrash("unknown"),
                aStep("s").after().onCrash("unknown").onUnknown("succeed"),
                aStep("f").after().onCrash("unknown").onUnknown("fail"),
                aStep("p").after().onCrash("unknown").calling("put"));
        engine.tick();
        engine.live(Duration.ofSeconds(9));

        engine.assertThat(execution)
                .is("waiting")
                .hasSteps("a=succeeded u=unknown s=succeeded f=failed p=succeeded")
                .says("u", "it may have happened");
        assertThat(engine.tool().calls("u")).hasSize(1);
        assertThat(engine.tool().calls("p")).as("repeating it is harmless").hasSize(2);
    }

    @Test
    void an_outcome_whose_commit_failed_is_recorded_by_the_next_try() {
        engine.tool().next("a", call -> {
            engine.store().ledger().failCommit(1, Moment.BEFORE);
            engine.store().ledger().failCommit(2, Moment.BEFORE);
            return Map.of();
        });
        long execution = start(aStep("a"), aStep("b"));
        engine.tick();

        engine.assertThat(execution).is("succeeded").tried("a", "done");
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void what_a_commit_with_a_lost_answer_handed_over_is_found_by_the_sweep() {
        engine.tool().next("a", call -> {
            engine.store().ledger().failCommit(1, Moment.AFTER);
            return Map.of();
        });
        long execution = start(aStep("a"), aStep("b"));
        engine.tick();

        engine.assertThat(execution).is("running").tried("a", "done").hasNotTried("b");
        assertThat(engine.store().executions().tasks(execution))
                .extracting(TaskRow::place)
                .containsExactly(TaskRow.Place.OWNED);

        engine.live(Duration.ofSeconds(9));
        engine.assertThat(execution).is("succeeded");
        assertThat(engine.tool().calls("b")).hasSize(1);
    }

    @Test
    void the_first_step_of_an_event_whose_answer_was_lost_is_found_by_the_sweep_and_the_sender_is_told_its_execution() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        engine.store().ledger().failCommit(1, Moment.AFTER);
        long execution = engine.start("w");
        engine.live(Duration.ofSeconds(9));

        engine.assertThat(execution).is("succeeded");
        assertThat(engine.store().executions().list("default", ExecutionStore.Filter.ALL, Long.MAX_VALUE, 9))
                .hasSize(1);
    }

    @Test
    void work_that_a_server_is_doing_is_not_given_away_by_its_own_sweep() {
        engine.tool().next("a", call -> {
            engine.node().beat();
            engine.node().beat();
            engine.node().beat();
            return Map.of("mine", true);
        });
        long execution = start(aStep("a"));
        engine.node().beat();
        engine.node().beat();
        engine.tick();

        engine.assertThat(execution).is("succeeded").hasOutput("a", Map.of("mine", true));
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void a_server_that_stops_hands_nothing_over_any_more_and_leaves_the_rest_to_others() {
        long execution = start(aStep("a"), aStep("b").after("a"), aStep("c").after("a"));
        engine.tool().next("a", call -> {
            CompletableFuture<Boolean> stopping =
                    CompletableFuture.supplyAsync(() -> engine.node().queue().drain(Duration.ofSeconds(30)));
            while (!engine.node().queue().slots().closed()) {
                Thread.onSpinWait();
            }
            stopped = stopping;
            return Map.of();
        });
        engine.node().runStarted();
        assertThat(stopped.join()).as("everything ended in time").isTrue();

        engine.assertThat(execution).is("running").hasSteps("a=succeeded b=ready c=ready");
        assertThat(engine.node().queue().claimOnce()).isZero();
        engine.addNode("other").work();
        engine.assertThat(execution).is("succeeded");
    }

    private CompletableFuture<Boolean> stopped = CompletableFuture.completedFuture(false);

    @Test
    void what_does_not_end_in_time_is_given_back_as_cut_off() {
        ManualNode other = engine.addNode("other");
        engine.tool().next("a", call -> {
            assertThat(engine.node().queue().drain(Duration.ZERO)).isFalse();
            assertThat(engine.store().tasks().claim(other.id(), engine.clock().instant(), 1))
                    .extracting(TaskRow::crashes)
                    .containsExactly(1);
            return Map.of();
        });
        long execution = start(aStep("a").calling("put"));
        engine.node().runStarted();

        engine.assertThat(execution).is("running").hasNotTried("a");
        other.beat();
        other.beat();
        other.work();
        engine.assertThat(execution).is("succeeded");
    }

    @Test
    void an_unsafe_call_that_a_stop_cuts_off_is_not_repeated_when_the_step_forbids_it() {
        ManualNode other = engine.addNode("other");
        engine.tool().next("a", call -> {
            engine.node().queue().drain(Duration.ZERO);
            return Map.of();
        });
        long execution = start(aStep("a").onCrash("unknown"));
        engine.node().runStarted();
        other.work();

        engine.assertThat(execution).is("waiting").hasSteps("a=unknown").tried("a", "ask");
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void an_unsafe_call_that_a_stop_cuts_off_is_not_repeated_when_the_store_did_not_hear_of_the_stop_either() {
        ManualNode other = engine.addNode("other");
        engine.tool().next("a", call -> {
            engine.store().failGivingBack(1);
            engine.node().queue().drain(Duration.ZERO);
            return Map.of();
        });
        long execution = start(aStep("a").onCrash("unknown"));
        engine.node().runStarted();
        engine.node().die();
        other.work();
        engine.live(LEASE_IS_OVER);

        engine.assertThat(execution).hasSteps("a=succeeded");
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void a_task_that_was_given_back_because_its_thread_was_late_is_not_begun_by_it_any_more() {
        ManualNode other = engine.addNode("other");
        engine.store().ledger().meanwhile(Moment.AFTER, () -> {
            engine.node().beat();
            engine.node().beat();
            other.work();
        });
        long execution = start(aStep("a").onCrash("unknown"));
        engine.tick();

        engine.assertThat(execution).is("succeeded").tried("a", "done");
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void a_task_that_a_stopped_server_has_not_begun_is_not_begun_by_it_any_more() {
        ManualNode other = engine.addNode("other");
        engine.store().ledger().meanwhile(Moment.AFTER, () -> {
            engine.node().queue().drain(Duration.ZERO);
            other.work();
        });
        long execution = start(aStep("a").onCrash("unknown"));
        engine.node().runStarted();

        engine.assertThat(execution).is("succeeded").tried("a", "done");
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void look_ups_that_fail_again_and_again_leave_the_task_for_later_and_are_no_crashes() {
        engine.tool().fails("a", ErrorClass.NETWORK);
        long execution = start(aStep("a").onCrash("unknown"));
        engine.tick();
        engine.store().failLookups(2 * StepTry.MOST_CRASHES);

        engine.live(Duration.ofSeconds(60));

        engine.assertThat(execution).is("succeeded").tried("a", "retry done");
        assertThat(engine.tool().calls("a")).hasSize(2);
    }

    @Test
    void an_execution_whose_stored_progress_cannot_be_read_is_given_up() {
        engine.tool().next("a", call -> {
            spoil(Ids.parse("exe", call.key().split("/")[0]).orElseThrow());
            return Map.of();
        });
        long execution = start(aStep("a"), aStep("b"));
        engine.tick();

        engine.assertThat(execution)
                .is("failed")
                .failedWith("a", "internal")
                .says("a", "could not be decided")
                .hasSteps("a=failed b=cancelled");
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void a_cancelled_execution_whose_stored_progress_cannot_be_read_comes_to_its_end() {
        engine.tool().next("a", call -> {
            long execution = Ids.parse("exe", call.key().split("/")[0]).orElseThrow();
            engine.cancel(execution);
            spoil(execution);
            return Map.of();
        });
        long execution = start(aStep("a"));
        engine.tick();

        engine.assertThat(execution).is("cancelled");
    }

    private void spoil(long execution) {
        try (Committer committer = new Committer(engine.store().ledger(), 0, new SimpleMeterRegistry())) {
            committer.commit(new ScriptedUnit<>(Locks.ofExecution(execution), rows -> {
                ExecutionRow row = rows.execution(execution).orElseThrow();
                return ScriptedUnit.Decided.of(
                        true, new Change.SetExecution(row.next(row.status(), "nonsense", null, null)));
            }));
        }
    }

    @Test
    void an_outcome_is_offered_with_growing_pauses_until_the_store_takes_it() {
        List<Duration> pauses = new ArrayList<>();
        engine.meanwhile(pauses::add);
        engine.tool().next("a", call -> {
            for (int commit = 1; commit <= 40; commit++) {
                engine.store().ledger().failCommit(commit, Moment.BEFORE);
            }
            return Map.of();
        });
        long execution = start(aStep("a").onCrash("unknown"), aStep("b"));
        engine.tick();

        engine.assertThat(execution).is("succeeded").tried("a", "done");
        assertThat(engine.tool().calls("a")).hasSize(1);
        assertThat(pauses).hasSizeGreaterThan(10).isSorted().last().isEqualTo(StepRecorder.LONGEST_PAUSE);
    }

    @Test
    void an_outcome_is_not_offered_any_more_once_another_server_has_the_task() {
        ManualNode other = engine.addNode("other");
        engine.tool().next("a", call -> {
            engine.store().ledger().failCommit(1, Moment.BEFORE);
            engine.store().ledger().failCommit(2, Moment.BEFORE);
            return Map.of("late", true);
        });
        engine.meanwhile(pause -> {
            aloneLives(other);
            other.work();
        });
        long execution = start(aStep("a").with("{ in: time }"));
        engine.node().runStarted();

        engine.assertThat(execution).is("succeeded").hasOutput("a", Map.of("in", "time"));
        assertThat(engine.node().busy()).isZero();
    }

    @Test
    void an_outcome_is_not_offered_any_more_once_its_server_has_stopped() {
        engine.tool().next("a", call -> {
            for (int commit = 1; commit <= 4; commit++) {
                engine.store().ledger().failCommit(commit, Moment.BEFORE);
            }
            return Map.of();
        });
        engine.meanwhile(pause -> engine.node().queue().drain(Duration.ZERO));
        long execution = start(aStep("a").calling("put"));
        engine.node().runStarted();

        engine.assertThat(execution).is("running").hasNotTried("a");
        assertThat(engine.node().busy()).isZero();
    }
}
