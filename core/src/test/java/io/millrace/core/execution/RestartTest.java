package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.FailingLedgerStore.Moment;
import io.millrace.core.engine.ManualNode;
import io.millrace.core.event.Occurrence;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.ExpectedRevision;
import io.millrace.sdk.ErrorClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Executions again: restarted from where they stopped, or replayed from their event. */
class RestartTest extends EngineScenario {
    private long run(String workflow) {
        long execution = engine.start(workflow);
        engine.tick();
        return execution;
    }

    @Test
    void a_failed_execution_goes_on_from_its_failed_step_and_keeps_what_succeeded() {
        engine.tool().answers("a", Map.of("id", "first")).fails("b", ErrorClass.VALIDATION);
        engine.publish(
                aWorkflow("w").does(aStep("a"), aStep("b"), aStep("c").with("{ of: \"{{ steps.a.output.id }}\" }")));
        long execution = run("w");
        engine.assertThat(execution).is("failed").hasSteps("a=succeeded b=failed c=skipped");

        engine.restart(execution);
        engine.assertThat(execution).is("running");
        engine.tick();

        engine.assertThat(execution)
                .is("succeeded")
                .hasNoFailure()
                .tried("a", "done")
                .tried("b", "fail done")
                .hasOutput("c", Map.of("of", "first"));
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void what_was_skipped_because_of_the_failure_is_decided_again_and_what_a_condition_skipped_is_not() {
        engine.tool().fails("a", ErrorClass.VALIDATION);
        engine.publish(aWorkflow("w")
                .does(
                        aStep("a").after(),
                        aStep("mend").after("a").on("failure"),
                        aStep("b").after("a"),
                        aStep("c").after("b"),
                        aStep("never").after().when("false")));
        long execution = run("w");
        engine.assertThat(execution).hasSteps("a=failed mend=succeeded b=skipped c=skipped never=skipped");

        engine.restart(execution);
        engine.tick();

        engine.assertThat(execution)
                .is("succeeded")
                .hasSteps("a=succeeded mend=succeeded b=succeeded c=succeeded never=skipped")
                .tried("never", "skip");
    }

    @Test
    void the_failure_part_runs_anew_when_it_is_needed_again() {
        engine.tool().fails("a", ErrorClass.VALIDATION).fails("a", ErrorClass.CONFLICT, "Taken.");
        engine.publish(
                aWorkflow("w").does(aStep("a")).onFailure(aStep("tell").with("{ text: \"{{ failure.message }}\" }")));
        long execution = run("w");
        engine.restart(execution);
        engine.tick();

        engine.assertThat(execution)
                .is("failed")
                .tried("tell", "done done")
                .hasOutput("tell", Map.of("text", "Taken."))
                .hasFailure("\"class\":\"conflict\"");
    }

    @Test
    void several_failed_branches_start_again_at_once() {
        engine.tool().fails("a", ErrorClass.VALIDATION).fails("b", ErrorClass.VALIDATION);
        engine.publish(aWorkflow("w")
                .does(aStep("a").after(), aStep("b").after(), aStep("c").after("a", "b")));
        long execution = run("w");

        engine.restart(execution);

        assertThat(engine.node().busy()).as("both are handed over").isEqualTo(2);
        engine.tick();
        engine.assertThat(execution).is("succeeded");
    }

    @Test
    void restarting_an_unknown_step_is_the_decision_to_run_it_again() {
        engine.tool().fails("a", ErrorClass.TIMEOUT);
        engine.publish(aWorkflow("w").does(aStep("a"), aStep("b")));
        long execution = run("w");
        engine.assertThat(execution).is("waiting");

        engine.restart(execution);
        engine.tick();

        engine.assertThat(execution).is("succeeded").tried("a", "ask done");
    }

    @Test
    void what_runs_or_has_succeeded_cannot_be_restarted() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        long queued = engine.start("w");
        refuses(queued, "running");
        engine.tick();
        refuses(queued, "succeeded");
    }

    private void refuses(long execution, String status) {
        assertThatThrownBy(() -> engine.restart(execution))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ILLEGAL_TRANSITION))
                .hasMessageContainingAll("is " + status, "Only failed and cancelled executions");
    }

    @Test
    void a_restart_whose_answer_was_lost_is_told_as_done_and_runs_once() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        engine.tool().fails("a", ErrorClass.VALIDATION);
        long execution = engine.start("w");
        engine.tick();
        engine.tool().answers("a", Map.of("fresh", true));

        engine.store().ledger().failCommit(1, Moment.AFTER);
        ExecutionRow restarted = engine.restart(execution);
        engine.live(Duration.ofSeconds(9));

        assertThat(restarted.status()).isEqualTo(ExecutionStatus.RUNNING);
        engine.assertThat(execution).is("succeeded").hasOutput("a", Map.of("fresh", true));
        assertThat(engine.tool().calls("a")).hasSize(2);
    }

    @Test
    void a_worker_of_before_the_restart_records_nothing() {
        ManualNode other = engine.addNode("other");
        engine.publish(aWorkflow("w").does(aStep("a")));
        long execution = engine.start("w");
        engine.tool().next("a", call -> {
            // cancelled while it hangs; the bound passes; restarted; runs elsewhere; then the old one answers
            engine.cancel(execution);
            Thread.interrupted();
            for (int i = 0; i < 11; i++) {
                engine.clock().advance(Duration.ofSeconds(3));
                engine.node().beat();
                Thread.interrupted();
                other.beat();
                other.work();
            }
            other.engine().executions().restart("default", execution, "trace");
            other.work();
            return Map.of("stale", true);
        });
        engine.tool().answers("a", Map.of("fresh", true));
        engine.node().runStarted();

        engine.assertThat(execution).is("succeeded").tried("a", "stop done").hasOutput("a", Map.of("fresh", true));
    }

    /** A second execution that waits for its turn, and whose end somebody listens to. */
    private long queued() {
        engine.publish(aWorkflow("w")
                .keeping("concurrency: { limit: 1 }")
                .does(aStep("a"), aStep("b").waiting("{ for: PT1H }")));
        engine.publish(aWorkflow("listener")
                .startedBy("id: after, workflow: { id: w, on: [cancelled] }")
                .does(aStep("told")));
        engine.start("w");
        engine.tick();
        return engine.start("w");
    }

    @Test
    void a_queued_execution_that_was_cancelled_is_restarted_before_its_end_was_told() {
        long second = queued();
        engine.cancel(second);

        assertThat(engine.restart(second).status()).isEqualTo(ExecutionStatus.QUEUED);
        engine.tick();
        engine.assertThat(second).is("queued");
        engine.advance(Duration.ofHours(1));
        engine.advance(Duration.ofHours(1));
        engine.assertThat(second).is("succeeded");
    }

    @Test
    void a_task_that_tells_of_an_end_does_not_let_the_restarted_execution_run() {
        long second = queued();
        engine.cancel(second);
        engine.tick();
        engine.restart(second);
        engine.cancel(second);
        engine.restart(second);
        engine.tick();

        engine.assertThat(second).is("queued").hasNotTried("a");
        engine.advance(Duration.ofHours(1));
        engine.advance(Duration.ofHours(1));
        engine.assertThat(second).is("succeeded");
    }

    @Test
    void a_restart_uses_the_version_that_ran_and_a_replay_the_newest() {
        engine.tool().fails("old", ErrorClass.VALIDATION);
        engine.publish(
                aWorkflow("w").startedBy("id: hook, webhook: { path: orders }").does(aStep("old")));
        Intake.Accepted first = engine.receive("orders", Map.of("n", 1L));
        engine.tick();
        engine.publish(
                aWorkflow("w").startedBy("id: hook, webhook: { path: orders }").does(aStep("new")));

        engine.restart(first.executions().getFirst());
        engine.tick();
        engine.assertThat(first.executions().getFirst()).is("succeeded").hasSteps("old=succeeded");

        Intake.Accepted again = engine.node().engine().replays().event("default", first.event(), "trace");
        engine.tick();
        assertThat(again.event()).isEqualTo(first.event());
        engine.assertThat(again.executions().getFirst()).is("succeeded").hasSteps("new=succeeded");
        assertThat(engine.node().engine().events().executions("default", first.event()))
                .extracting(row -> row.id())
                .isEqualTo(List.of(
                        again.executions().getFirst(), first.executions().getFirst()));
    }

    @Test
    void a_replay_of_an_event_that_was_dropped_meanwhile_starts_nothing() {
        engine.publish(
                aWorkflow("w").startedBy("id: hook, webhook: { path: orders }").does(aStep("a")));
        EventRow dropped = EngineRows.anEvent(7);
        Occurrence occurrence = new Occurrence(
                "default",
                new Occurrence.FromWebhook("orders"),
                "test",
                dropped.source(),
                dropped.time(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                "trace");

        assertThatThrownBy(() -> engine.node().engine().intake().replay(dropped, occurrence))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThat(engine.store().executions().ofEvent(7)).isEmpty();
    }

    @Test
    void a_replay_whose_answer_was_lost_is_told_what_it_started() {
        engine.publish(
                aWorkflow("w").startedBy("id: hook, webhook: { path: orders }").does(aStep("a")));
        Intake.Accepted first = engine.receive("orders", Map.of());
        engine.tick();
        engine.store().ledger().failCommit(1, Moment.AFTER);

        Intake.Accepted again = engine.node().engine().replays().event("default", first.event(), "trace");
        engine.live(Duration.ofSeconds(9));

        engine.assertThat(again.executions().getFirst()).is("succeeded");
        assertThat(engine.node().engine().events().executions("default", first.event()))
                .hasSize(2);
    }

    @Test
    void so_is_one_that_was_held_up_before_it_was_stored_and_one_that_must_happen_once() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        long first = run("w");
        Instant until = engine.clock().instant().plusSeconds(60);
        Optional<Occurrence.Dedupe> once = Optional.of(new Occurrence.Dedupe("key", until));
        for (Optional<Occurrence.Dedupe> wish : List.of(Optional.<Occurrence.Dedupe>empty(), once)) {
            int before = engine.node()
                    .engine()
                    .events()
                    .executions("default", eventOf(first))
                    .size();
            engine.store()
                    .ledger()
                    .meanwhile(Moment.BEFORE, () -> engine.clock().advance(Duration.ofSeconds(2)));
            engine.store().ledger().failCommit(1, Moment.AFTER);
            replay(first, Replays.OnVersion.NEWEST, wish);

            assertThat(engine.node().engine().events().executions("default", eventOf(first)))
                    .hasSize(before + 1);
        }
    }

    private long eventOf(long execution) {
        return engine.store().executions().find(execution).orElseThrow().event();
    }

    private Intake.Accepted replay(long execution, Replays.OnVersion version, Optional<Occurrence.Dedupe> once) {
        return engine.node().engine().replays().execution("default", execution, version, once, "trace");
    }

    @Test
    void an_execution_is_replayed_on_the_newest_version_or_on_its_own() {
        engine.publish(aWorkflow("w").does(aStep("old")));
        long first = run("w");
        engine.publish(aWorkflow("w").does(aStep("new")));

        long newest = replay(first, Replays.OnVersion.NEWEST, Optional.empty())
                .executions()
                .getFirst();
        long same = replay(first, Replays.OnVersion.SAME, Optional.empty())
                .executions()
                .getFirst();
        engine.tick();

        engine.assertThat(first).hasSteps("old=succeeded");
        engine.assertThat(newest).is("succeeded").hasSteps("new=succeeded");
        engine.assertThat(same).is("succeeded").hasSteps("old=succeeded");
    }

    @Test
    void a_replay_starts_the_workflow_of_the_execution_alone_and_asks_no_condition() {
        engine.publish(
                aWorkflow("w").startedBy("id: hook, webhook: { path: orders }").does(aStep("a")));
        engine.publish(
                aWorkflow("x").startedBy("id: hook, webhook: { path: orders }").does(aStep("b")));
        Intake.Accepted both = engine.receive("orders", Map.of());
        engine.tick();
        engine.publish(aWorkflow("w")
                .startedBy("id: hook, webhook: { path: orders }, when: \"false\"")
                .does(aStep("a")));
        long ofW = both.executions().stream()
                .filter(id -> engine.node()
                        .engine()
                        .executions()
                        .get("default", id)
                        .workflow()
                        .equals("w"))
                .findFirst()
                .orElseThrow();

        Intake.Accepted again = replay(ofW, Replays.OnVersion.NEWEST, Optional.empty());
        engine.tick();

        assertThat(again.executions()).hasSize(1);
        engine.assertThat(again.executions().getFirst()).is("succeeded").hasSteps("a=succeeded");
    }

    @Test
    void a_replay_asked_for_twice_is_done_once() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        long first = run("w");
        Optional<Occurrence.Dedupe> once = Optional.of(
                new Occurrence.Dedupe("wish", engine.clock().instant().plus(Duration.ofHours(1))));
        engine.store().ledger().failCommit(1, Moment.AFTER);

        Intake.Accepted one = replay(first, Replays.OnVersion.NEWEST, once);
        Intake.Accepted two = replay(first, Replays.OnVersion.NEWEST, once);
        engine.live(Duration.ofSeconds(9));

        assertThat(one.duplicate()).isFalse();
        assertThat(two.duplicate()).isTrue();
        assertThat(two.executions()).isEqualTo(one.executions());
        assertThat(engine.tool().calls("a")).hasSize(2);
    }

    @Test
    void a_disabled_or_deleted_workflow_is_not_replayed() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        long first = run("w");
        engine.workflows().disable("default", "w");
        assertRefused(first, ErrorCode.WORKFLOW_DISABLED);

        engine.workflows().delete("default", "w", new ExpectedRevision.Any());
        assertRefused(first, ErrorCode.NOT_FOUND);
    }

    private void assertRefused(long execution, ErrorCode code) {
        for (Replays.OnVersion version : Replays.OnVersion.values()) {
            assertThatThrownBy(() -> replay(execution, version, Optional.empty()))
                    .isInstanceOfSatisfying(
                            MillraceException.class, e -> assertThat(e.code()).isEqualTo(code));
        }
    }
}
