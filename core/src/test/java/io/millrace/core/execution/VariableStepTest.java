package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.connection.StoredVariable;
import io.millrace.core.connection.StoredVariable.Plain;
import io.millrace.core.connection.Variables;
import io.millrace.core.engine.FailingLedgerStore.Moment;
import io.millrace.core.engine.WorkflowText.StepText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Steps that give a variable a value. */
class VariableStepTest extends EngineScenario {
    private long run(Object data, StepText... steps) {
        engine.publish(aWorkflow("w").does(steps));
        long execution = engine.start("w", data);
        engine.tick();
        return execution;
    }

    private Optional<StoredVariable> stored(String name) {
        return engine.store().variables().find("default", name);
    }

    private Object value(String name) {
        return stored(name)
                .map(StoredVariable::content)
                .map(content -> ((Plain) content).value())
                .orElseThrow();
    }

    @Test
    void a_new_value_is_there_for_the_next_step_and_for_everybody() {
        engine.setVariable("SHEET", "old");
        long execution = run(
                Map.of("sheet", "s-7"),
                aStep("set").setting("{ name: SHEET, value: \"{{ event.data.sheet }}\" }"),
                aStep("b").with("{ sheet: \"{{ vars.SHEET }}\" }"));

        engine.assertThat(execution)
                .is("succeeded")
                .hasOutput("set", Map.of("name", "SHEET", "value", "s-7"))
                .hasOutput("b", Map.of("sheet", "s-7"));
        assertThat(stored("SHEET").orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    void a_variable_that_was_not_there_is_made_with_any_json_value() {
        long execution =
                run(Map.of("n", 7L), aStep("set").setting("{ name: SEEN, value: { n: \"{{ event.data.n }}\" } }"));

        engine.assertThat(execution).is("succeeded");
        assertThat(value("SEEN")).isEqualTo(Map.of("n", 7L));
    }

    @Test
    void a_comparison_that_is_lost_fails_as_conflict_and_changes_nothing() {
        engine.setVariable("COUNT", 3L);
        long execution = run(
                Map.of("seen", 2L),
                aStep("set").setting("{ name: COUNT, value: 9, if_current: \"{{ event.data.seen }}\" }"));

        engine.assertThat(execution)
                .is("failed")
                .failedWith("set", "conflict")
                .hasFailure("The variable 'COUNT' has another value than 'if_current' says");
        assertThat(value("COUNT")).isEqualTo(3L);
    }

    @Test
    void of_two_that_saw_the_same_value_one_wins() {
        engine.setVariable("COUNT", 3L);
        StepText set = aStep("set").setting("{ name: COUNT, value: 4, if_current: 3 }");
        engine.publish(aWorkflow("w").does(set));
        long first = engine.start("w");
        long second = engine.start("w");
        engine.tick();

        engine.assertThat(first).is("succeeded");
        engine.assertThat(second).is("failed").failedWith("set", "conflict");
        assertThat(stored("COUNT").orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    void null_says_that_there_must_be_none_yet() {
        StepText set = aStep("set").setting("{ name: LOCK, value: mine, if_current: null }");
        long first = run(Map.of(), set);
        long second = engine.start("w");
        engine.tick();

        engine.assertThat(first).is("succeeded");
        engine.assertThat(second).failedWith("set", "conflict");
    }

    @Test
    void a_secret_is_never_touched() {
        engine.publish(aWorkflow("w").does(aStep("set").setting("{ name: KEY, value: x }")));
        engine.setSecret("KEY", "hunter2hunter2");
        long execution = engine.start("w");
        engine.tick();

        engine.assertThat(execution)
                .is("failed")
                .failedWith("set", "validation")
                .hasFailure("The variable 'KEY' is a secret")
                .neverShows("hunter2hunter2");
    }

    @Test
    void a_lost_answer_of_the_store_sets_it_once() {
        engine.setVariable("COUNT", 3L);
        engine.publish(aWorkflow("w").does(aStep("set").setting("{ name: COUNT, value: 4, if_current: 3 }")));
        long execution = engine.start("w");
        engine.store().ledger().failCommit(1, Moment.AFTER);
        engine.tick();
        engine.live(Duration.ofSeconds(9));

        engine.assertThat(execution).is("succeeded").tried("set", "done");
        assertThat(stored("COUNT").orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    void a_server_that_dies_before_its_record_leaves_the_variable_as_it_was() {
        engine.setVariable("COUNT", 3L);
        engine.publish(aWorkflow("w").does(aStep("set").setting("{ name: COUNT, value: 4, if_current: 3 }")));
        long execution = engine.start("w");
        engine.restartedNode("two");
        assertThat(value("COUNT")).isEqualTo(3L);
        engine.live(Duration.ofSeconds(12));

        engine.assertThat(execution).is("succeeded").tried("set", "done");
        assertThat(value("COUNT")).isEqualTo(4L);
    }

    @Test
    void a_full_project_takes_no_new_variable_and_changes_old_ones() {
        for (int i = 0; i < Variables.MAX_PER_PROJECT; i++) {
            engine.setVariable("V" + i, 1L);
        }
        long execution = run(
                Map.of(),
                aStep("old").after().setting("{ name: V7, value: 2 }"),
                aStep("new").after().setting("{ name: NEW, value: 2 }"));

        engine.assertThat(execution)
                .hasSteps("old=succeeded new=failed")
                .failedWith("new", "quota")
                .hasFailure("1000 variables");
    }

    @Test
    void a_value_that_is_none_fails_as_validation() {
        long execution = run(Map.of(), aStep("set").setting("{ name: A, value: \"{{ null }}\" }"));
        engine.assertThat(execution).failedWith("set", "validation").hasFailure("has no value");
    }
}
