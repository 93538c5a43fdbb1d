package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.engine.FailingLedgerStore.Moment;
import io.millrace.core.ledger.Ancestry;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.sdk.ErrorClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workflows that are started by the end of others. */
class EndTriggerTest extends EngineScenario {
    private void listening(String id, String settings) {
        engine.publish(
                aWorkflow(id).startedBy("id: after, workflow: " + settings).does(aStep("b")));
    }

    private void ending() {
        engine.publish(aWorkflow("first").does(aStep("a"), aStep("c")).onFailure(aStep("tell")));
    }

    private EventRow eventOf(ExecutionRow execution) {
        return engine.store().events().find(execution.event()).orElseThrow();
    }

    @Test
    void the_end_of_one_starts_the_other_with_what_it_made() {
        ending();
        listening("second", "{ id: first }");
        engine.tool().answers("c", Map.of("id", 7L));
        long first = engine.start("first");

        engine.tick();

        assertThat(engine.executionsOf("second")).singleElement().satisfies(second -> {
            engine.assertThat(second.id()).is("succeeded");
            assertThat(second.ancestry()).isEqualTo(new Ancestry(1, null));
            EventRow event = eventOf(second);
            assertThat(event.type()).isEqualTo("millrace.workflow.succeeded");
            assertThat(event.source()).isEqualTo("/ends/default/first");
            assertThat(Json.read(event.data())).isEqualTo(Json.read("""
                            {"workflow": "first", "event": "%s", "execution": "%s", "status": "succeeded",
                             "outputs": {"c": {"id": 7}}, "outputs_left_out": [], "failure": null, "depth": 0}
                            """.formatted(
                    Ids.text("evt", engine.executionsOf("first").getFirst().event()), Ids.text("exe", first))));
        });
    }

    @Test
    void a_failure_is_told_with_its_reason_and_a_cancel_only_to_those_who_ask_for_it() {
        ending();
        listening("second", "{ id: first }");
        listening("third", "{ id: first, on: [cancelled] }");
        engine.tool().fails("a", ErrorClass.VALIDATION, "No such channel.");
        engine.start("first");
        engine.tick();
        long cancelled = engine.start("first");
        engine.cancel(cancelled);
        engine.tick();

        assertThat(engine.executionsOf("second")).singleElement().satisfies(second -> {
            EventRow event = eventOf(second);
            assertThat(event.type()).isEqualTo("millrace.workflow.failed");
            assertThat(event.data()).contains("No such channel.", "\"class\":\"validation\"");
        });
        assertThat(engine.executionsOf("third"))
                .singleElement()
                .satisfies(third -> assertThat(eventOf(third).type()).isEqualTo("millrace.workflow.cancelled"));
    }

    @Test
    void an_end_that_nobody_listens_to_leaves_nothing() {
        ending();
        listening("second", "{ id: first, on: [failed] }");
        engine.start("first");
        engine.tick();

        assertThat(engine.executionsOf("second")).isEmpty();
        assertThat(engine.node()
                        .engine()
                        .events()
                        .list("default", Optional.empty(), Optional.empty(), 10)
                        .items())
                .hasSize(1);
    }

    @Test
    void its_condition_is_judged_and_the_event_says_why_nothing_started() {
        ending();
        engine.publish(aWorkflow("second")
                .startedBy("workflow: { id: first }, when: \"event.data.outputs.c.id > 7\"")
                .does(aStep("b")));
        engine.tool().answers("c", Map.of("id", 7L));
        engine.start("first");
        engine.tick();

        assertThat(engine.executionsOf("second")).isEmpty();
        assertThat(engine.node()
                        .engine()
                        .events()
                        .list("default", Optional.empty(), Optional.empty(), 10)
                        .items())
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void whichever_commit_fails_each_end_is_told_once(Moment moment) {
        ending();
        listening("second", "{ id: first }");
        for (int commit = 1; commit <= 8; commit++) {
            engine.start("first");
            engine.store().ledger().failCommit(commit, moment);
            engine.tick();
            engine.live(Duration.ofSeconds(12));
        }
        assertThat(engine.executionsOf("second")).hasSize(8);
        assertThat(engine.executionsOf("first"))
                .allSatisfy(first -> engine.assertThat(first.id()).is("succeeded"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void a_server_that_dies_before_it_has_told_leaves_it_to_the_next(int commits) {
        ending();
        listening("second", "{ id: first }");
        engine.start("first");
        for (int i = 0; i < commits; i++) {
            engine.node().runStarted();
            engine.node().queue().claimOnce();
        }
        engine.restartedNode("two");
        engine.live(Duration.ofSeconds(18));

        assertThat(engine.executionsOf("second")).hasSize(1);
    }

    @Test
    void a_restarted_execution_is_told_of_again_when_it_ends_again() {
        ending();
        listening("second", "{ id: first }");
        engine.tool().fails("a", ErrorClass.VALIDATION);
        long first = engine.start("first");
        engine.tick();
        engine.restart(first);
        engine.tick();

        assertThat(engine.executionsOf("second").stream().map(this::eventOf).map(EventRow::type))
                .containsExactly("millrace.workflow.failed", "millrace.workflow.succeeded");
    }

    @Test
    void a_restart_before_the_end_is_told_makes_the_next_end_the_one_that_is_told() {
        ending();
        listening("second", "{ id: first }");
        engine.tool().fails("a", ErrorClass.VALIDATION);
        long first = engine.start("first");
        engine.node().runStarted();
        engine.assertThat(first).is("failed");

        engine.restart(first);
        engine.tick();

        assertThat(engine.executionsOf("second").stream().map(this::eventOf).map(EventRow::type))
                .containsExactly("millrace.workflow.succeeded");
        assertThat(engine.node()
                        .engine()
                        .doctor()
                        .examine("default", Optional.empty())
                        .findings())
                .isEmpty();
    }

    @Test
    void workflows_that_start_each_other_come_to_an_end() {
        engine.publish(aWorkflow("ping").does(aStep("a")));
        listening("pong", "{ id: ping }");
        engine.publish(aWorkflow("ping")
                .startedBy("manual: {}")
                .startedBy("id: back, workflow: { id: pong }")
                .does(aStep("a")));

        engine.start("ping");
        engine.tick();

        assertThat(engine.executionsOf("ping")).hasSize(6);
        List<ExecutionRow> pongs = engine.executionsOf("pong");
        assertThat(pongs).hasSize(5);
        assertThat(engine.executionsOf("ping").getLast().ancestry().depth()).isEqualTo(Ancestry.MOST);
        assertThat(engine.node()
                        .engine()
                        .events()
                        .list("default", Optional.empty(), Optional.empty(), 20)
                        .items())
                .hasSize(12)
                .first()
                .satisfies(last -> assertThat(engine.store()
                                .events()
                                .find(last.id())
                                .orElseThrow()
                                .outcome())
                        .contains("led to one another already"));
    }

    @Test
    void a_workflow_that_is_disabled_is_not_started() {
        ending();
        listening("second", "{ id: first }");
        engine.workflows().disable("default", "second");
        engine.start("first");
        engine.tick();
        assertThat(engine.executionsOf("second")).isEmpty();
    }

    @Test
    void only_workflows_of_the_project_and_never_itself_can_be_listened_to() {
        assertThatThrownBy(() -> listening("second", "{ id: second }")).hasMessageContaining("one problem");
        assertThatThrownBy(() -> listening("second", "{ id: zzz }")).hasMessageContaining("one problem");
    }
}
