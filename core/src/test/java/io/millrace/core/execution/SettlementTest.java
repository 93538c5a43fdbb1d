package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.engine.FailingLedgerStore.Moment;
import io.millrace.core.engine.WorkflowText.StepText;
import io.millrace.core.execution.Settlements.Finding;
import io.millrace.core.execution.Settlements.Word;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Sensitive;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Steps whose effect is unknown, until somebody says what came of them. */
class SettlementTest extends EngineScenario {
    private long unknown(StepText... steps) {
        engine.tool().fails("a", ErrorClass.TIMEOUT);
        engine.publish(aWorkflow("w").does(steps));
        long execution = engine.start("w");
        engine.tick();
        engine.assertThat(execution).is("waiting").tried("a", "ask");
        return execution;
    }

    private ExecutionRow settle(long execution, Finding finding, @Nullable Object output, String note) {
        return engine.node()
                .engine()
                .settlements()
                .settle("default", execution, "a", new Word(finding, output, note, "Ada"), "settling");
    }

    @Test
    void a_step_that_has_happened_ends_with_the_output_that_was_found_and_the_rest_goes_on() {
        long execution = unknown(aStep("a").calling("write"), aStep("b").with("{ of: \"{{ steps.a.output.id }}\" }"));

        settle(execution, Finding.SUCCEEDED, Map.of("id", 7L), "It is in the ledger.");
        engine.tick();

        engine.assertThat(execution)
                .is("succeeded")
                .tried("a", "ask settle")
                .says("a", "Settled as succeeded by Ada: It is in the ledger.")
                .hasOutput("a", Map.of("id", 7L))
                .hasOutput("b", Map.of("of", 7L));
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void a_step_that_is_settled_as_failed_fails_the_execution_and_runs_its_failure_part() {
        engine.tool().fails("a", ErrorClass.TIMEOUT);
        engine.publish(
                aWorkflow("w").does(aStep("a").calling("write"), aStep("b")).onFailure(aStep("tell")));
        long execution = engine.start("w");
        engine.tick();

        settle(execution, Finding.FAILED, null, "");
        engine.tick();

        engine.assertThat(execution)
                .is("failed")
                .hasSteps("a=failed b=skipped tell=succeeded")
                .failedWith("a", "timeout")
                .says("a", "Settled as failed by Ada.")
                .hasFailure("Settled as failed.");
    }

    @Test
    void a_step_that_did_not_happen_runs_again_with_all_its_attempts() {
        long execution = unknown(aStep("a").calling("write"), aStep("b"));

        assertThat(settle(execution, Finding.RETRY, null, "Nothing there.")
                        .status()
                        .code())
                .isEqualTo("running");
        engine.tool().fails("a", ErrorClass.NETWORK);
        engine.tick();
        engine.advance(Duration.ofMinutes(1));

        engine.assertThat(execution).is("succeeded").tried("a", "ask settle retry done");
    }

    @Test
    void nothing_else_can_be_settled() {
        long execution = unknown(aStep("a").calling("write"));
        settle(execution, Finding.SUCCEEDED, null, "");

        assertThatThrownBy(() -> settle(execution, Finding.FAILED, null, ""))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ILLEGAL_TRANSITION))
                .hasMessageContaining("it is succeeded");
        engine.assertThat(execution).is("succeeded").tried("a", "ask settle");
    }

    @Test
    void an_execution_that_is_being_cancelled_listens_to_nobody() {
        long execution = unknown(aStep("a").calling("write"));
        engine.cancel(execution);

        assertThatThrownBy(() -> settle(execution, Finding.SUCCEEDED, null, "")).hasMessageContaining("cancelled");
    }

    @Test
    void a_word_whose_answer_was_lost_counts_once() {
        long execution = unknown(aStep("a").calling("write"), aStep("b"));
        engine.store().ledger().failCommit(1, Moment.AFTER);

        settle(execution, Finding.SUCCEEDED, Map.of(), "");
        engine.live(Duration.ofSeconds(9));

        engine.assertThat(execution).is("succeeded").tried("a", "ask settle");
        assertThat(engine.tool().calls("b")).hasSize(1);
    }

    @Test
    void of_two_who_come_to_the_same_end_at_the_same_time_only_the_one_whose_word_is_kept_is_told_so() {
        long execution = unknown(aStep("a"));
        engine.store()
                .ledger()
                .meanwhile(Moment.BEFORE, () -> settle(execution, Finding.SUCCEEDED, Map.of("id", 1L), "First."));

        assertThatThrownBy(() -> settle(execution, Finding.SUCCEEDED, Map.of("id", 2L), "Second."))
                .isInstanceOf(MillraceException.class)
                .extracting(refusal -> ((MillraceException) refusal).code())
                .isEqualTo(ErrorCode.ILLEGAL_TRANSITION);

        engine.assertThat(execution).is("succeeded").tried("a", "ask settle").hasOutput("a", Map.of("id", 1L));
    }

    @Test
    void secrets_in_a_word_are_masked() {
        engine.setSecret("KEY", "hunter2hunter2");
        long execution = unknown(aStep("a").calling("write"));

        settle(execution, Finding.SUCCEEDED, Map.of("seen", "hunter2hunter2"), "the key is hunter2hunter2");

        engine.assertThat(execution)
                .hasOutput("a", Map.of("seen", Sensitive.MASK))
                .says("a", "the key is " + Sensitive.MASK);
    }

    @Test
    void only_what_has_succeeded_has_an_output_and_only_steps_of_the_plan_can_be_settled() {
        long execution = unknown(aStep("a").calling("write"));

        assertThatThrownBy(() -> settle(execution, Finding.FAILED, Map.of("x", 1L), ""))
                .hasMessageContaining("output");
        assertThatThrownBy(() -> settle(execution, Finding.FAILED, null, "n".repeat(Approvals.MAX_NOTE + 1)))
                .hasMessageContaining("note");
        assertThatThrownBy(() -> engine.node()
                        .engine()
                        .settlements()
                        .settle("default", execution, "zzz", new Word(Finding.RETRY, null, "", "Ada"), "t"))
                .hasMessageContaining("zzz");
        engine.assertThat(execution).is("waiting");
    }
}
