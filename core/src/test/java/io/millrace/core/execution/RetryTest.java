package io.millrace.core.execution;

import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.WorkflowText.StepText;
import io.millrace.sdk.ErrorClass;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Failed attempts, tried again or not. What each class leads to is in {@link RetryRuleTest}. */
class RetryTest extends EngineScenario {
    private long run(StepText... steps) {
        engine.publish(aWorkflow("w").does(steps));
        long execution = engine.start("w");
        engine.tick();
        return execution;
    }

    @Test
    void a_failed_attempt_is_tried_again_when_its_pause_is_over_and_not_before() {
        engine.tool().fails("a", ErrorClass.NETWORK);
        long execution = run(aStep("a"));

        engine.assertThat(execution).is("running").hasSteps("a=retrying").tried("a", "retry");
        assertThat(engine.node().busy()).as("a waiting step holds no slot").isZero();

        engine.tick();
        engine.assertThat(execution).tried("a", "retry");

        engine.advance(Duration.ofSeconds(1));
        engine.assertThat(execution).is("succeeded").tried("a", "retry done");
    }

    @Test
    void attempts_are_capped_and_the_journal_says_so() {
        for (int i = 0; i < 3; i++) {
            engine.tool().fails("a", ErrorClass.SERVER_ERROR);
        }
        long execution = run(aStep("a").calling("put").attempts(3));
        engine.advance(Duration.ofSeconds(10));
        engine.advance(Duration.ofSeconds(10));

        engine.assertThat(execution)
                .is("failed")
                .tried("a", "retry retry fail")
                .says("a", "all 3 attempts are used up");
        assertThat(engine.tool().calls("a")).hasSize(3);
    }

    @Test
    void the_pause_a_tool_asks_for_is_made_and_costs_no_attempt() {
        Duration pause = Duration.ofMinutes(7);
        for (int i = 0; i < 4; i++) {
            engine.tool().asksForAPause("a", ErrorClass.RATE_LIMIT, pause);
        }
        long execution = run(aStep("a").attempts(1));

        engine.assertThat(execution).triesAgainAt("a", T0.plus(pause)).says("a", "PT7M");
        engine.advance(pause.minusSeconds(1));
        engine.assertThat(execution).tried("a", "retry");
        engine.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            engine.advance(pause);
        }

        engine.assertThat(execution).is("succeeded").tried("a", "retry retry retry retry done");
    }

    @Test
    void an_unsafe_write_that_may_have_happened_waits_for_a_person() {
        engine.tool().fails("a", ErrorClass.TIMEOUT);
        long execution = run(aStep("a").calling("write"), aStep("b"));

        engine.assertThat(execution)
                .is("waiting")
                .hasSteps("a=unknown b=pending")
                .tried("a", "ask");
        engine.advance(Duration.ofHours(1));
        engine.assertThat(execution).is("waiting");
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void other_branches_go_on_beside_an_unknown_step() {
        engine.tool().fails("a", ErrorClass.TIMEOUT);
        long execution = run(aStep("a").after(), aStep("x").after(), aStep("y").after("x"));

        engine.assertThat(execution).is("waiting").hasSteps("a=unknown x=succeeded y=succeeded");
    }

    @Test
    void an_unsafe_write_is_tried_again_counted_as_done_or_as_failed_when_the_step_says_so() {
        engine.tool()
                .fails("r", ErrorClass.TIMEOUT)
                .fails("s", ErrorClass.TIMEOUT)
                .fails("f", ErrorClass.TIMEOUT);
        long execution = run(
                aStep("r").after().onUnknown("retry"),
                aStep("s").after().onUnknown("succeed"),
                aStep("f").after().onUnknown("fail"));
        engine.advance(Duration.ofSeconds(10));

        engine.assertThat(execution)
                .is("failed")
                .hasSteps("r=succeeded s=succeeded f=failed")
                .tried("r", "retry done")
                .tried("s", "done")
                .hasOutput("s", null)
                .tried("f", "fail");
    }

    @Test
    void a_server_error_of_an_unsafe_write_is_tried_again_only_when_the_tool_promises_that_nothing_was_done() {
        engine.tool().fails("a", ErrorClass.SERVER_ERROR).fails("b", ErrorClass.SERVER_ERROR);
        long execution =
                run(aStep("a").after().calling("atomic"), aStep("b").after().calling("write"));
        engine.advance(Duration.ofSeconds(10));

        engine.assertThat(execution).is("waiting").hasSteps("a=succeeded b=unknown");
    }

    @Test
    void tries_go_on_being_counted_after_a_restart() {
        engine.tool().fails("a", ErrorClass.NETWORK).fails("a", ErrorClass.VALIDATION);
        long execution = run(aStep("a"));
        engine.advance(Duration.ofSeconds(10));
        engine.restart(execution);
        engine.tick();

        engine.assertThat(execution).is("succeeded").tried("a", "retry fail done");
        assertThat(engine.assertThat(execution).last("a").no()).isEqualTo(3);
        engine.assertThat(execution).hasOutput("a", Map.of());
    }
}
