package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.engine.FailingLedgerStore.Moment;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events at the door. */
class IntakeTest extends EngineScenario {
    private static final String HOOK = "id: hook, webhook: { path: orders }";

    private String outcome(Intake.Accepted accepted) {
        return engine.store().events().find(accepted.event()).orElseThrow().outcome();
    }

    @Test
    void an_event_is_stored_with_what_it_started() {
        engine.publish(aWorkflow("one").startedBy(HOOK).does(aStep("a")));
        engine.publish(aWorkflow("two").startedBy(HOOK).does(aStep("b")));

        Intake.Accepted accepted = engine.receive("orders", Map.of("n", 1L));
        engine.tick();

        assertThat(accepted.executions()).hasSize(2);
        accepted.executions().forEach(execution -> engine.assertThat(execution).is("succeeded"));
        assertThat(outcome(accepted)).contains("\"one\"", "\"two\"", "exe_");
    }

    @Test
    void a_second_delivery_starts_nothing_and_is_told_the_first_event() {
        engine.publish(aWorkflow("w").startedBy(HOOK).does(aStep("a")));
        Intake.Accepted first = engine.receive("orders", Map.of(), "delivery-1");
        Intake.Accepted second = engine.receive("orders", Map.of(), "delivery-1");
        Intake.Accepted other = engine.receive("orders", Map.of(), "delivery-2");
        engine.tick();

        assertThat(second).isEqualTo(new Intake.Accepted(first.event(), true, List.of()));
        assertThat(other.duplicate()).isFalse();
        assertThat(engine.tool().calls("a")).hasSize(2);
    }

    @Test
    void a_delivery_counts_as_new_when_its_window_is_over() {
        engine.publish(aWorkflow("w").startedBy(HOOK).does(aStep("a")));
        engine.receive("orders", Map.of(), "delivery-1");
        engine.advance(Duration.ofDays(3));

        assertThat(engine.receive("orders", Map.of(), "delivery-1").duplicate()).isFalse();
        engine.tick();
    }

    @Test
    void an_event_that_starts_nothing_is_stored_and_says_why() {
        engine.publish(
                aWorkflow("w").startedBy(HOOK + ", when: 'event.data.n > 5'").does(aStep("a")));

        Intake.Accepted accepted = engine.receive("orders", Map.of("n", 1L));

        assertThat(accepted.executions()).isEmpty();
        assertThat(outcome(accepted)).contains("\"workflow\":\"w\"", "condition is false");
    }

    @Test
    void a_condition_that_cannot_be_judged_says_why_and_keeps_no_other_workflow_from_starting() {
        engine.publish(aWorkflow("broken")
                .startedBy(HOOK + ", when: 'event.data.missing.deep == 1'")
                .does(aStep("a")));
        engine.publish(aWorkflow("fine").startedBy(HOOK).does(aStep("b")));

        Intake.Accepted accepted = engine.receive("orders", Map.of());
        engine.tick();

        assertThat(accepted.executions()).hasSize(1);
        assertThat(outcome(accepted)).contains("condition failed", "missing");
    }

    @Test
    void a_disabled_workflow_is_not_started() {
        engine.publish(aWorkflow("w").startedBy(HOOK).does(aStep("a")));
        engine.workflows().disable("default", "w");

        assertThat(engine.receive("orders", Map.of()).executions()).isEmpty();
        assertThatThrownBy(() -> engine.start("w"))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WORKFLOW_DISABLED));
    }

    @Test
    void nothing_is_accepted_that_could_not_be_stored() {
        engine.publish(aWorkflow("w").startedBy(HOOK).does(aStep("a")));
        engine.store().ledger().failCommit(1, Moment.BEFORE);
        engine.store().ledger().failCommit(2, Moment.BEFORE);

        assertThatThrownBy(() -> engine.receive("orders", Map.of(), "delivery-1"))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
        assertThat(engine.node().busy()).as("the reserved slot is free again").isZero();

        assertThat(engine.receive("orders", Map.of(), "delivery-1").duplicate()).isFalse();
        engine.tick();
    }

    @Test
    void a_delivery_repeated_after_a_lost_answer_is_not_done_twice() {
        engine.publish(aWorkflow("w").startedBy(HOOK).does(aStep("a")));
        engine.store().ledger().failCommit(1, Moment.AFTER);
        engine.store().ledger().failCommit(2, Moment.AFTER);
        assertThatThrownBy(() -> engine.receive("orders", Map.of(), "delivery-1"))
                .isInstanceOf(MillraceException.class);

        assertThat(engine.receive("orders", Map.of(), "delivery-1").duplicate()).isTrue();
        engine.live(Duration.ofSeconds(9));
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void an_event_is_shown_to_so_many_triggers_and_no_more() {
        for (int i = 0; i <= Matcher.MOST_TRIGGERS; i++) {
            engine.publish(aWorkflow("w" + i).startedBy(HOOK).does(aStep("a")));
        }

        Intake.Accepted accepted = engine.receive("orders", Map.of());
        for (int i = 0; i < 20; i++) {
            engine.tick();
        }

        assertThat(accepted.executions()).hasSize(Matcher.MOST_TRIGGERS);
        assertThat(outcome(accepted)).contains("More than 200 triggers listen");
    }
}
