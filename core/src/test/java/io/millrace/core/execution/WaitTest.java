package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.engine.FailingLedgerStore.Moment;
import io.millrace.core.engine.ManualNode;
import io.millrace.core.engine.WorkflowText.StepText;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.ErrorClass;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps that let a time pass. */
class WaitTest extends EngineScenario {
    private static final Duration A_MOMENT = Duration.ofNanos(1_000);

    private long start(Object data, StepText... steps) {
        engine.publish(aWorkflow("w").does(steps));
        long execution = engine.start("w", data);
        engine.tick();
        return execution;
    }

    private long start(StepText... steps) {
        return start(Map.of(), steps);
    }

    private Instant in(Duration duration) {
        return engine.clock().instant().plus(duration);
    }

    @Test
    void people_are_told_the_second_and_the_journal_keeps_the_microsecond() {
        engine.advance(Duration.ofNanos(123_456_000));
        Instant end = in(Duration.ofHours(2));
        long execution = start(aStep("nap").waiting("{ for: PT2H }"));
        engine.assertThat(execution)
                .says("nap", "Waits until " + end.truncatedTo(ChronoUnit.SECONDS) + ".")
                .triesAgainAt("nap", end);
    }

    @Test
    void a_wait_ends_exactly_at_its_time_and_not_before() {
        Instant end = in(Duration.ofHours(2));
        long execution = start(aStep("nap").waiting("{ for: PT2H }"), aStep("b"));
        engine.assertThat(execution)
                .is("waiting")
                .hasSteps("nap=waiting b=pending")
                .says("nap", "Waits until " + end)
                .triesAgainAt("nap", end);
        assertThat(engine.node().busy()).as("a wait holds no slot").isZero();

        engine.advance(Duration.ofHours(2).minus(A_MOMENT));
        engine.assertThat(execution).is("waiting").hasNotTried("b");

        engine.advance(A_MOMENT);
        engine.assertThat(execution)
                .is("succeeded")
                .tried("nap", "wait done")
                .hasOutput("nap", Map.of("waited_until", end.toString()));
    }

    @Test
    void the_end_can_come_from_the_event_and_is_read_by_later_steps() {
        Instant end = in(Duration.ofDays(3));
        long execution = start(
                Map.of("start", end.toString()),
                aStep("nap").waiting("{ until: \"{{ event.data.start }}\" }"),
                aStep("b").with("{ at: \"{{ steps.nap.output.waited_until }}\" }"));
        engine.assertThat(execution).is("waiting");

        engine.advance(Duration.ofDays(3));

        engine.assertThat(execution).is("succeeded").hasOutput("b", Map.of("at", end.toString()));
    }

    @Test
    void timestamps_and_durations_of_expressions_are_understood() {
        long execution = start(
                Map.of("hours", 2L, "at", engine.clock().instant().toString()),
                aStep("a").after().waiting("{ until: \"{{ timestamp(event.data.at) + duration('90m') }}\" }"),
                aStep("b").after().waiting("{ for: \"{{ duration(string(event.data.hours) + 'h') }}\" }"));

        engine.assertThat(execution)
                .triesAgainAt("a", in(Duration.ofMinutes(90)))
                .triesAgainAt("b", in(Duration.ofHours(2)))
                .hasSteps("a=waiting b=waiting");
        engine.advance(Duration.ofHours(3));
        engine.assertThat(execution).is("succeeded");
    }

    @Test
    void a_time_that_has_passed_goes_on_at_once() {
        long execution = start(
                aStep("past").waiting("{ until: \"2020-02-29T10:00:00+01:00\" }"),
                aStep("none").waiting("{ for: \"{{ 'PT0S' }}\" }"));

        engine.assertThat(execution)
                .is("succeeded")
                .tried("past", "done")
                .tried("none", "done")
                .hasOutput("past", Map.of("waited_until", "2020-02-29T09:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "for, soon, no ISO-8601 duration",
        "for, P367D, longer than a step can wait",
        "for, PT9999999999999H, longer than a step can wait",
        "for, PT2562047788015215H, longer than a step can wait",
        "for, PT99999999999999999999H, no ISO-8601 duration",
        "for, -PT1S, shorter than no time at all",
        "for, PT-0.000001S, shorter than no time at all",
        "for, -PT2562047788015215H, shorter than no time at all",
        "until, tomorrow, no time with its offset",
        "until, 2026-03-01T09:00:00, no time with its offset",
        "until, 2199-01-01T00:00:00Z, longer than a step can wait",
        "until, +10000-01-01T00:00:00Z, no time with its offset in the years 0000 to 9999",
        "until, -0001-12-31T00:00:00Z, no time with its offset in the years 0000 to 9999",
        "until, 0000-01-01T00:00:00+01:00, no time with its offset in the years 0000 to 9999",
        "until, +999999999-01-01T00:00:00Z, no time with its offset in the years 0000 to 9999"
    })
    void a_value_that_is_no_time_fails_as_validation_and_says_which(String term, String value, String reason) {
        long execution =
                start(Map.of("value", value), aStep("nap").waiting("{ " + term + ": \"{{ event.data.value }}\" }"));

        engine.assertThat(execution)
                .is("failed")
                .failedWith("nap", "validation")
                .hasFailure("'wait." + term + "' of the step 'nap' is '" + value + "', which is " + reason);
    }

    @Test
    void an_execution_runs_while_another_branch_has_something_to_do_and_waits_when_all_wait() {
        engine.tool().fails("busy", ErrorClass.NETWORK);
        long execution = start(
                aStep("nap").after().waiting("{ for: PT2H }"),
                aStep("busy").after().attempts(2));
        engine.assertThat(execution).is("running").hasSteps("nap=waiting busy=retrying");

        engine.advance(Duration.ofSeconds(10));
        engine.assertThat(execution).is("waiting").hasSteps("nap=waiting busy=succeeded");

        engine.advance(Duration.ofHours(2));
        engine.assertThat(execution).is("succeeded");
    }

    @Test
    void a_branch_that_fails_meanwhile_does_not_end_the_waiting_of_another() {
        engine.tool().fails("bad", ErrorClass.VALIDATION);
        long execution = start(
                aStep("nap").after().waiting("{ for: PT2H }"), aStep("bad").after());
        engine.assertThat(execution).is("waiting").hasSteps("nap=waiting bad=failed");

        engine.advance(Duration.ofHours(2));
        engine.assertThat(execution).is("failed").failedWith("bad", "validation");
    }

    @Test
    void a_wait_survives_the_end_of_every_server() {
        long execution = start(aStep("nap").waiting("{ for: PT2H }"), aStep("b"));
        engine.restartedNode("two");
        engine.live(Duration.ofSeconds(12));
        engine.assertThat(execution).is("waiting");

        engine.advance(Duration.ofHours(2));
        engine.assertThat(execution).is("succeeded").tried("nap", "wait done");
    }

    @Test
    void a_server_that_dies_when_the_time_has_come_leaves_the_rest_to_another() {
        long execution = start(aStep("nap").waiting("{ for: PT2H }"), aStep("b"));
        Instant end = in(Duration.ofHours(2));
        engine.clock().advance(Duration.ofHours(2));
        engine.node().queue().claimOnce();
        ManualNode other = engine.addNode("other");
        engine.node().die();
        engine.live(Duration.ofSeconds(12));

        engine.assertThat(execution)
                .is("succeeded")
                .tried("nap", "wait done")
                .hasOutput("nap", Map.of("waited_until", end.toString()));
        assertThat(other.busy()).isZero();
    }

    @Test
    void beginning_to_wait_counts_once_when_the_answer_of_its_commit_is_lost() {
        engine.publish(aWorkflow("w").does(aStep("nap").waiting("{ for: PT2H }")));
        long execution = engine.start("w");
        engine.store().ledger().failCommit(1, Moment.AFTER);
        engine.tick();
        engine.assertThat(execution).is("waiting").tried("nap", "wait");

        engine.advance(Duration.ofHours(2));
        engine.assertThat(execution).is("succeeded").tried("nap", "wait done");
    }

    @Test
    void its_condition_is_asked_once() {
        engine.setVariable("GO", true);
        long execution = start(aStep("nap").when("vars.GO").waiting("{ for: PT2H }"), aStep("b"));
        engine.setVariable("GO", false);

        engine.advance(Duration.ofHours(2));
        engine.assertThat(execution).is("succeeded").hasSteps("nap=succeeded b=succeeded");
    }

    @Test
    void cancelling_ends_a_wait_at_once() {
        long execution = start(aStep("nap").waiting("{ for: PT2H }"), aStep("b"));
        engine.cancel(execution);
        engine.assertThat(execution).is("cancelled").hasSteps("nap=cancelled b=cancelled");

        engine.advance(Duration.ofHours(3));
        engine.assertThat(execution).is("cancelled").tried("nap", "wait");
    }

    @Test
    void a_restart_waits_anew() {
        long execution = start(aStep("nap").waiting("{ for: PT2H }"));
        engine.advance(Duration.ofHours(1));
        engine.cancel(execution);
        engine.restart(execution);
        engine.tick();
        engine.assertThat(execution).is("waiting").triesAgainAt("nap", in(Duration.ofHours(2)));

        engine.advance(Duration.ofHours(2));
        engine.assertThat(execution).is("succeeded").tried("nap", "wait wait done");
    }

    @Test
    void what_only_waits_cannot_be_restarted() {
        long execution = start(aStep("nap").waiting("{ for: PT2H }"));

        assertThatThrownBy(() -> engine.restart(execution))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ILLEGAL_TRANSITION))
                .hasMessageContaining("is waiting");
    }

    @Test
    void the_failure_part_may_wait_too() {
        engine.tool().fails("a", ErrorClass.VALIDATION);
        engine.publish(aWorkflow("w").does(aStep("a")).onFailure(aStep("nap").waiting("{ for: PT2H }"), aStep("tell")));
        long execution = engine.start("w");
        engine.tick();
        engine.assertThat(execution).is("waiting");

        engine.advance(Duration.ofHours(2));
        engine.assertThat(execution).is("failed").hasSteps("a=failed nap=succeeded tell=succeeded");
    }
}
