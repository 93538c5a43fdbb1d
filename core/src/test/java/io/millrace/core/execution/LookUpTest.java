package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.WorkflowText.StepText;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.lane.Limits;
import io.millrace.core.lane.Rate;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.ToolException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Unsafe calls that may have done their work, of an action that can find out whether they have. */
class LookUpTest extends EngineScenario {
    private static final Duration A_WHILE = Duration.ofMinutes(30);

    private long start(StepText... steps) {
        engine.publish(aWorkflow("w").does(steps));
        return engine.start("w");
    }

    private static StepText once(String id) {
        return aStep(id).calling("once").attempts(5);
    }

    @Test
    void what_was_done_although_nobody_answered_is_found_and_not_done_again() {
        engine.tool().fails("a", ErrorClass.TIMEOUT).finds("a", Map.of("id", 7L));
        long execution = start(once("a"), aStep("b").with("{ of: \"{{ steps.a.output.id }}\" }"));
        engine.tick();
        engine.assertThat(execution)
                .hasSteps("a=retrying b=pending")
                .says("a", "first looks")
                .failedWith("a", "timeout");

        engine.advance(A_WHILE);

        engine.assertThat(execution)
                .is("succeeded")
                .tried("a", "look_up done")
                .says("a", "Asked Test: it is done")
                .hasOutput("a", Map.of("id", 7L))
                .hasOutput("b", Map.of("of", 7L));
        assertThat(engine.tool().calls("a")).hasSize(1);
        assertThat(engine.tool().lookUps("a"))
                .singleElement()
                .satisfies(look -> assertThat(look.key())
                        .isEqualTo(engine.tool().calls("a").getFirst().key()));
    }

    @Test
    void what_was_not_done_is_tried_again_and_the_journal_says_why() {
        engine.tool().fails("a", ErrorClass.SERVER_ERROR);
        long execution = start(once("a"));
        engine.tick();
        engine.advance(A_WHILE);
        engine.tick();

        engine.assertThat(execution).is("succeeded").tried("a", "look_up retry done");
        assertThat(entry(execution, 2))
                .satisfies(entry ->
                        assertThat(entry.reason()).contains("Asked Test: it is not there.", "So it is tried again."))
                .satisfies(entry -> assertThat(entry.errorClass()).isEqualTo("server_error"));
        assertThat(engine.tool().calls("a")).hasSize(2);
        assertThat(engine.tool().lookUps("a")).hasSize(1);
    }

    private AttemptRow entry(long execution, int no) {
        return engine.store().executions().attempt(execution, "a", no).orElseThrow();
    }

    @Test
    void a_look_up_that_fails_keeps_the_doubt_until_one_answers() {
        engine.tool()
                .fails("a", ErrorClass.TIMEOUT)
                .failsToLookUp("a", ErrorClass.NETWORK)
                .failsToLookUp("a", ErrorClass.RATE_LIMIT)
                .finds("a", Map.of());
        long execution = start(once("a"));
        for (int i = 0; i < 4; i++) {
            engine.advance(A_WHILE);
        }

        engine.assertThat(execution).is("succeeded").tried("a", "look_up look_up look_up done");
        assertThat(entry(execution, 2).reason())
                .isEqualTo("Whether an earlier try has done it could not be found out. The look-up said network."
                        + " The next try looks again.");
        assertThat(entry(execution, 2).errorClass()).isEqualTo("network");
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void when_it_cannot_be_found_out_the_outcome_is_unknown() {
        engine.tool().fails("a", ErrorClass.TIMEOUT);
        for (int i = 0; i < 4; i++) {
            engine.tool().failsToLookUp("a", ErrorClass.NETWORK);
        }
        long execution = start(once("a"));
        for (int i = 0; i < 6; i++) {
            engine.advance(A_WHILE);
        }

        engine.assertThat(execution).is("waiting").hasSteps("a=unknown").says("a", "The outcome is unknown");
        assertThat(engine.tool().calls("a")).hasSize(1);
        assertThat(engine.tool().lookUps("a")).hasSize(4);
    }

    @Test
    void a_look_up_that_may_not_be_made_leaves_the_outcome_unknown_at_once_and_a_restart_looks_again() {
        engine.tool().fails("a", ErrorClass.TIMEOUT).failsToLookUp("a", ErrorClass.AUTHORIZATION);
        long execution = start(once("a"));
        engine.advance(A_WHILE);
        engine.advance(A_WHILE);
        engine.assertThat(execution).hasSteps("a=unknown").tried("a", "look_up ask");

        engine.tool().finds("a", Map.of());
        engine.restart(execution);
        engine.tick();

        engine.assertThat(execution).is("succeeded").tried("a", "look_up ask done");
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void a_person_who_says_that_it_did_not_happen_ends_the_doubt() {
        engine.tool().fails("a", ErrorClass.TIMEOUT).failsToLookUp("a", ErrorClass.AUTHORIZATION);
        long execution = start(once("a"));
        engine.advance(A_WHILE);
        engine.advance(A_WHILE);

        Settlements.Word word = new Settlements.Word(Settlements.Finding.RETRY, null, "", "Ada");
        engine.node().engine().settlements().settle(EngineRows.PROJECT, execution, "a", word, "trace");
        engine.tick();

        engine.assertThat(execution).is("succeeded").tried("a", "look_up ask settle done");
        assertThat(engine.tool().calls("a")).hasSize(2);
        assertThat(engine.tool().lookUps("a")).hasSize(1);
    }

    @Test
    void a_step_that_says_what_an_unknown_outcome_means_says_it_when_no_look_up_could_tell() {
        engine.tool().fails("a", ErrorClass.TIMEOUT).failsToLookUp("a", ErrorClass.AUTHORIZATION);
        engine.tool().fails("f", ErrorClass.TIMEOUT).failsToLookUp("f", ErrorClass.AUTHORIZATION);
        engine.tool().fails("r", ErrorClass.TIMEOUT).failsToLookUp("r", ErrorClass.AUTHORIZATION);
        long execution = start(
                once("a").after().onUnknown("succeed"),
                once("f").after().onUnknown("fail"),
                once("r").after().onUnknown("retry"));
        for (int i = 0; i < 3; i++) {
            engine.advance(A_WHILE);
        }

        engine.assertThat(execution)
                .hasSteps("a=succeeded f=failed r=succeeded")
                .tried("a", "look_up done")
                .tried("f", "look_up fail")
                .tried("r", "look_up retry done");

        engine.tool().finds("f", Map.of());
        engine.restart(execution);
        engine.tick();
        engine.assertThat(execution).is("succeeded").tried("f", "look_up fail done");
        assertThat(engine.tool().calls("f")).hasSize(1);
    }

    @Test
    void an_input_whose_effect_cannot_be_told_from_others_is_treated_as_if_there_were_no_look_up() {
        engine.tool().fails("a", ErrorClass.TIMEOUT);
        long execution = start(once("a").with("{ alike: true }"));
        engine.tick();

        engine.assertThat(execution).is("waiting").tried("a", "ask");
        assertThat(engine.tool().lookUps("a")).isEmpty();
    }

    @Test
    void after_a_crash_it_is_looked_up_first() {
        engine.tool().kills("a").kills("u").finds("a", Map.of("id", 7L));
        long execution = start(once("a").after(), once("u").after().onCrash("unknown"));
        engine.tick();
        engine.live(Duration.ofSeconds(9));

        engine.assertThat(execution)
                .is("succeeded")
                .tried("a", "done")
                .hasOutput("a", Map.of("id", 7L))
                .says("a", "The server stopped during an earlier try")
                .tried("u", "retry done");
        assertThat(engine.tool().calls("a")).hasSize(1);
        assertThat(engine.tool().calls("u")).hasSize(2);
    }

    @Test
    void a_step_with_one_attempt_that_a_server_died_with_calls_again_once_somebody_restarts_it() {
        engine.tool().kills("a");
        long execution = start(aStep("a").calling("once").attempts(1));
        engine.tick();
        engine.live(Duration.ofSeconds(9));
        engine.assertThat(execution).is("failed").tried("a", "fail").failedWith("a", "crashed");

        engine.restart(execution);
        engine.tick();
        engine.advance(A_WHILE);
        engine.assertThat(execution).is("succeeded").tried("a", "fail retry done");
        assertThat(engine.tool().calls("a")).hasSize(2);
    }

    @Test
    void a_try_that_was_to_look_first_and_cannot_any_more_calls_nothing() {
        engine.setVariable("ALIKE", false);
        engine.tool().fails("a", ErrorClass.TIMEOUT).fails("f", ErrorClass.TIMEOUT);
        String input = "{ alike: \"{{ vars.ALIKE }}\" }";
        long execution = start(
                once("a").after().with(input), once("f").after().with(input).onUnknown("retry"));
        engine.tick();
        engine.assertThat(execution).tried("a", "look_up").tried("f", "look_up");

        engine.setVariable("ALIKE", true);
        engine.advance(A_WHILE);
        engine.advance(A_WHILE);

        engine.assertThat(execution)
                .is("waiting")
                .tried("a", "look_up ask")
                .says("a", "cannot be looked up any more")
                .tried("f", "look_up retry done");
        assertThat(engine.tool().calls("a")).hasSize(1);
        assertThat(engine.tool().calls("f")).hasSize(2);
    }

    @Test
    void a_look_up_that_would_ask_for_something_else_than_was_called_is_not_made() {
        engine.setVariable("N", 1L);
        engine.tool().fails("a", ErrorClass.TIMEOUT).kills("k");
        long execution = start(once("a").after().with("{ n: \"{{ vars.N }}\" }"));
        long crashed = start(once("k").with("{ at: \"{{ now }}\" }"));
        engine.tick();
        engine.setVariable("N", 2L);
        engine.live(Duration.ofMinutes(2));

        engine.assertThat(execution).is("waiting").tried("a", "look_up ask").says("a", "its input is another one now");
        engine.assertThat(crashed).is("waiting").tried("k", "ask");
        assertThat(engine.tool().lookUps("a")).isEmpty();
        assertThat(engine.tool().calls("a")).hasSize(1);

        engine.setVariable("N", 1L);
        engine.tool().finds("a", Map.of());
        engine.restart(execution);
        engine.tick();
        engine.assertThat(execution).is("succeeded").tried("a", "look_up ask done");
    }

    @Test
    void a_doubt_after_a_crash_is_not_forgotten_when_the_look_up_fails() {
        engine.tool()
                .kills("a")
                .failsToLookUp("a", ErrorClass.SERVER_ERROR)
                .failsToLookUp("a", ErrorClass.NETWORK)
                .finds("a", Map.of());
        long execution = start(once("a"));
        engine.tick();
        engine.live(Duration.ofMinutes(2));

        engine.assertThat(execution).is("succeeded").tried("a", "look_up look_up done");
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void a_step_that_kills_every_server_is_given_up_although_each_look_up_finds_nothing() {
        for (int i = 0; i < 9; i++) {
            engine.tool().kills("a");
        }
        long execution = start(once("a"));
        engine.tick();
        engine.live(Duration.ofMinutes(3));

        engine.assertThat(execution).is("failed").failedWith("a", "crashed");
        assertThat(engine.tool().calls("a")).hasSize(5);
    }

    @Test
    void what_a_cancel_cut_off_is_looked_up_when_the_execution_is_restarted() {
        long[] execution = new long[1];
        engine.tool().next("a", call -> {
            engine.cancel(execution[0]);
            Thread.interrupted();
            throw new ToolException(ErrorClass.CANCELLED, "Interrupted.");
        });
        execution[0] = start(once("a"));
        engine.tick();
        engine.assertThat(execution[0]).is("cancelled").tried("a", "stop");

        engine.tool().finds("a", Map.of());
        engine.restart(execution[0]);
        engine.tick();
        engine.assertThat(execution[0]).is("succeeded").tried("a", "stop done");
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void a_look_up_that_fails_while_its_execution_is_cancelled_leaves_the_doubt_to_the_restart() {
        long[] execution = new long[1];
        engine.tool().fails("a", ErrorClass.TIMEOUT).nextLookUp("a", call -> {
            engine.cancel(execution[0]);
            Thread.interrupted();
            throw new ToolException(ErrorClass.NETWORK, "No route.");
        });
        execution[0] = start(once("a"));
        engine.advance(A_WHILE);
        engine.advance(A_WHILE);
        engine.assertThat(execution[0]).is("cancelled").tried("a", "look_up stop");

        engine.tool().finds("a", Map.of());
        engine.restart(execution[0]);
        engine.tick();
        engine.assertThat(execution[0]).is("succeeded").tried("a", "look_up stop done");
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void a_try_that_never_came_to_its_call_does_not_end_the_doubt_of_the_one_before() {
        engine.setVariable("N", 1L);
        engine.tool().fails("a", ErrorClass.TIMEOUT);
        long execution = start(once("a").with("{ n: \"{{ vars.N + 1 }}\" }"));
        engine.tick();
        engine.setVariable("N", "no number");
        engine.advance(A_WHILE);
        engine.assertThat(execution).is("failed").tried("a", "look_up fail").failedWith("a", "validation");

        engine.setVariable("N", 1L);
        engine.tool().finds("a", Map.of());
        engine.restart(execution);
        engine.tick();
        engine.assertThat(execution).is("succeeded").tried("a", "look_up fail done");
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void each_item_of_a_list_has_its_own_doubt() {
        engine.tool().fails("a", ErrorClass.TIMEOUT).finds("a", Map.of("id", "found"));
        long execution =
                start(once("a").forEach("{ items: [x, y], parallel: 1 }").with("{ of: \"{{ item }}\" }"));
        for (int i = 0; i < 3; i++) {
            engine.advance(A_WHILE);
        }

        engine.assertThat(execution).is("succeeded");
        assertThat(engine.store().executions().itemAttempts(execution, "a", 0).stream()
                        .map(AttemptRow::decision)
                        .collect(Collectors.joining(" ")))
                .isEqualTo("look_up done");
        assertThat(engine.tool().calls("a")).hasSize(2);
        assertThat(engine.tool().lookUps("a")).hasSize(1);
    }

    @Test
    void a_look_up_goes_through_the_door_of_its_connection_like_a_call() {
        LaneKey lane = LaneKey.of(EngineRows.PROJECT, "connection:chat", "");
        engine.connect("chat", "token");
        engine.limit("chat", new Limits(Optional.empty(), Optional.of(new Rate(1, Duration.ofMinutes(1)))));
        engine.tool().fails("a", ErrorClass.TIMEOUT);
        long execution = start(once("a").connection("chat"));
        engine.tick();
        engine.advance(Duration.ofSeconds(59));
        assertThat(engine.tool().lookUps("a")).isEmpty();
        for (int i = 0; i < 4; i++) {
            engine.advance(Duration.ofSeconds(60));
        }

        engine.assertThat(execution).is("succeeded").tried("a", "look_up retry done");
        assertThat(engine.store().lanes().find(lane).map(LaneRow::held)).contains(0L);
    }
}
