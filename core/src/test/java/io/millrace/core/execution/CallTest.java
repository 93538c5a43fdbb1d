package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.engine.FailingLedgerStore.Moment;
import io.millrace.core.engine.ManualNode;
import io.millrace.core.engine.ScriptedUnit;
import io.millrace.core.engine.ScriptedUnit.Decided;
import io.millrace.core.ledger.Ancestry;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.Committer;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.Locks;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Sensitive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps that call other workflows. */
class CallTest extends EngineScenario {
    private void child() {
        engine.publish(aWorkflow("child").does(aStep("c").with("{ twice: \"{{ event.data.n + event.data.n }}\" }")));
    }

    private long parent(String settings) {
        child();
        engine.publish(aWorkflow("parent")
                .does(aStep("call").running("{ id: child, input: { n: 21 }" + settings + " }"), aStep("b")));
        return engine.start("parent");
    }

    private ExecutionRow onlyChild() {
        assertThat(engine.executionsOf("child")).hasSize(1);
        return engine.executionsOf("child").getFirst();
    }

    @Test
    void the_step_waits_without_a_slot_and_ends_with_the_outputs_of_what_it_called() {
        long parent = parent("");
        engine.node().runStarted();
        engine.assertThat(parent).is("waiting").hasSteps("call=waiting b=pending");
        assertThat(engine.node().busy()).isZero();

        engine.tick();

        ExecutionRow child = onlyChild();
        assertThat(child.ancestry()).isEqualTo(new Ancestry(1, new Ancestry.Parent(parent, "call", 1)));
        engine.assertThat(child.id()).is("succeeded").hasOutput("c", Map.of("twice", 42L));
        engine.assertThat(parent)
                .is("succeeded")
                .tried("call", "wait done")
                .hasOutput(
                        "call",
                        Map.of(
                                "execution",
                                Ids.text("exe", child.id()),
                                "status",
                                "succeeded",
                                "outputs",
                                Map.of("c", Map.of("twice", 42L)),
                                "outputs_left_out",
                                List.of()));
        assertThat(engine.node()
                        .engine()
                        .executions()
                        .detail("default", parent)
                        .steps()
                        .getFirst()
                        .child())
                .contains(child.id());
    }

    @Test
    void a_step_that_does_not_wait_is_done_at_once() {
        long parent = parent(", wait: false");
        engine.tool().fails("c", ErrorClass.VALIDATION);
        engine.tick();

        ExecutionRow child = onlyChild();
        engine.assertThat(child.id()).is("failed");
        engine.assertThat(parent)
                .is("succeeded")
                .tried("call", "done")
                .hasOutput("call", Map.of("execution", Ids.text("exe", child.id()), "status", "queued"));
    }

    @Test
    void a_failed_child_fails_the_step_with_its_failure() {
        long parent = parent("");
        engine.tool().fails("c", ErrorClass.VALIDATION, "No such channel.");
        engine.tick();

        engine.assertThat(parent)
                .is("failed")
                .tried("call", "wait fail")
                .hasSteps("call=failed b=skipped")
                .failedWith("call", "validation")
                .hasFailure("No such channel.");
    }

    @Test
    void a_cancelled_child_fails_the_step_as_cancelled() {
        long parent = parent("");
        engine.node().runStarted();
        engine.cancel(onlyChild().id());
        engine.tick();
        engine.assertThat(parent).is("failed").failedWith("call", "cancelled").says("call", "was cancelled");
    }

    @Test
    void cancelling_the_parent_cancels_the_child_and_its_children() {
        engine.publish(aWorkflow("grandchild").does(aStep("ask").asking("{ title: Really? }")));
        engine.publish(aWorkflow("child").does(aStep("deeper").running("{ id: grandchild }")));
        engine.publish(aWorkflow("parent").does(aStep("call").running("{ id: child }")));
        long parent = engine.start("parent");
        engine.tick();
        engine.assertThat(parent).is("waiting");

        engine.cancel(parent);
        engine.tick();

        engine.assertThat(parent).is("cancelled").hasSteps("call=cancelled");
        engine.assertThat(onlyChild().id()).is("cancelled");
        engine.assertThat(engine.executionsOf("grandchild").getFirst().id()).is("cancelled");
    }

    @Test
    void a_timeout_fails_the_step_and_cancels_the_child() {
        engine.publish(aWorkflow("child").does(aStep("ask").asking("{ title: Really? }")));
        engine.publish(aWorkflow("parent").does(aStep("call").running("{ id: child, timeout: PT1H }")));
        long parent = engine.start("parent");
        engine.tick();

        engine.advance(Duration.ofHours(1));

        engine.assertThat(parent)
                .is("failed")
                .failedWith("call", "timeout")
                .hasFailure("The workflow 'child' has not ended within PT1H.");
        engine.assertThat(onlyChild().id()).is("cancelled");
    }

    @Test
    void an_end_comes_before_a_timeout_that_a_node_is_working_on() {
        engine.publish(aWorkflow("child").does(aStep("ask").asking("{ title: Really? }")));
        engine.publish(aWorkflow("parent").does(aStep("call").running("{ id: child, timeout: PT1H }")));
        long parent = engine.start("parent");
        engine.tick();
        engine.clock().advance(Duration.ofHours(1));
        engine.node().queue().claimOnce();
        ManualNode other = engine.addNode("other");
        other.engine()
                .approvals()
                .answer("default", onlyChild().id(), "ask", new Approvals.Word(true, "", "Ada", "owner"), "answering");
        other.work();

        engine.tick();

        engine.assertThat(parent).is("succeeded").tried("call", "wait done");
    }

    @Test
    void a_restart_calls_anew_and_the_end_of_the_first_call_means_nothing_then() {
        long parent = parent("");
        engine.tool().fails("c", ErrorClass.VALIDATION);
        engine.tick();
        long first = onlyChild().id();
        engine.restart(parent);
        engine.node().runStarted();
        assertThat(engine.executionsOf("child")).hasSize(2);
        engine.tool().fails("c", ErrorClass.VALIDATION);
        engine.restart(first);
        engine.tick();

        engine.assertThat(parent).tried("call", "wait fail wait done").is("succeeded");
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void whichever_commit_fails_each_call_starts_one_child_and_hears_of_its_end(Moment moment) {
        parent("");
        engine.tick();
        for (int commit = 1; commit <= 9; commit++) {
            long parent = engine.start("parent");
            engine.store().ledger().failCommit(commit, moment);
            engine.tick();
            engine.live(Duration.ofSeconds(12));
            engine.assertThat(parent).is("succeeded").tried("call", "wait done");
        }
        assertThat(engine.executionsOf("child")).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5", "6"})
    void the_waiting_survives_the_end_of_every_server(int rounds) {
        long parent = parent("");
        for (int i = 0; i < rounds; i++) {
            engine.node().runStarted();
            engine.node().queue().claimOnce();
        }
        engine.restartedNode("two");
        engine.live(Duration.ofSeconds(18));

        engine.assertThat(parent).is("succeeded").tried("call", "wait done");
        assertThat(engine.executionsOf("child")).hasSize(1);
    }

    @Test
    void workflows_that_call_each_other_in_a_circle_come_to_an_end() {
        child();
        engine.publish(aWorkflow("parent").does(aStep("call").running("{ id: child }")));
        engine.publish(aWorkflow("child").does(aStep("back").running("{ id: parent }")));
        long parent = engine.start("parent");
        engine.tick();

        engine.assertThat(parent).is("failed").failedWith("call", "validation").hasFailure("in a circle");
        assertThat(engine.executionsOf("parent").size()
                        + engine.executionsOf("child").size())
                .isEqualTo(Ancestry.MOST + 1);
    }

    @Test
    void what_is_disabled_or_gone_when_the_step_runs_fails_it() {
        long disabled = parent("");
        engine.workflows().disable("default", "child");
        engine.tick();
        engine.assertThat(disabled).is("failed").failedWith("call", "conflict").hasFailure("is disabled");

        engine.workflows().delete("default", "child", new io.millrace.core.workflow.ExpectedRevision.Any());
        long gone = engine.start("parent");
        engine.tick();
        engine.assertThat(gone).is("failed").failedWith("call", "not_found");
    }

    @Test
    void secrets_are_masked_in_what_is_given() {
        engine.setSecret("KEY", "hunter2hunter2");
        engine.publish(aWorkflow("child").does(aStep("c").with("{ n: \"{{ event.data.n }}\" }")));
        engine.publish(aWorkflow("parent").does(aStep("call").running("{ id: child, input: { n: hunter2hunter2 } }")));
        engine.start("parent");
        engine.tick();
        engine.assertThat(onlyChild().id()).is("succeeded").hasOutput("c", Map.of("n", Sensitive.MASK));
    }

    @Test
    void the_event_of_a_call_can_be_replayed_and_nobody_waits_for_that() {
        long parent = parent("");
        engine.tick();

        engine.node().engine().replays().event("default", onlyChild().event(), "again");
        engine.tick();

        assertThat(engine.executionsOf("child"))
                .hasSize(2)
                .allSatisfy(row -> engine.assertThat(row.id()).is("succeeded"));
        assertThat(engine.executionsOf("child").getLast().ancestry()).isEqualTo(Ancestry.NONE);
        engine.assertThat(parent).tried("call", "wait done");
    }

    @Test
    void a_lost_wait_is_mended_as_what_it_was() {
        engine.publish(aWorkflow("child").does(aStep("ask").asking("{ title: Really? }")));
        engine.publish(aWorkflow("parent").does(aStep("call").running("{ id: child, timeout: PT1H }")));
        long parent = engine.start("parent");
        engine.tick();
        Committer committer = new Committer(engine.store().ledger(), 0, new SimpleMeterRegistry());
        engine.store()
                .executions()
                .tasks(parent)
                .forEach(task -> committer.commit(new ScriptedUnit<>(
                        Locks.ofExecution(parent), rows -> Decided.of(true, new Change.RemoveTask(task.key())))));

        assertThat(engine.node().engine().doctor().mend("default", parent, "mending"))
                .hasSize(1);
        engine.node()
                .engine()
                .approvals()
                .answer("default", onlyChild().id(), "ask", new Approvals.Word(true, "", "Ada", "owner"), "answering");
        engine.tick();

        engine.assertThat(parent).is("succeeded");
        assertThat(engine.node()
                        .engine()
                        .doctor()
                        .examine("default", Optional.empty())
                        .findings())
                .isEmpty();
    }

    @Test
    void only_published_workflows_and_never_itself_can_be_called() {
        assertThatThrownBy(() ->
                        engine.publish(aWorkflow("parent").does(aStep("call").running("{ id: parent }"))))
                .isInstanceOfSatisfying(
                        MillraceException.class,
                        e -> assertThat(e.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.message()).contains("'call'", "which would never end");
                            assertThat(problem.line()).isEqualTo(4);
                        }));
        assertThatThrownBy(() ->
                        engine.publish(aWorkflow("parent").does(aStep("call").running("{ id: zzz }"))))
                .isInstanceOfSatisfying(
                        MillraceException.class,
                        e -> assertThat(e.problems().getFirst().message())
                                .contains("'call' calls the workflow 'zzz', which is not in this project"));
    }
}
