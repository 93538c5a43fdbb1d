package io.millrace.verify.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.verify.crash.History.Attempt;
import io.millrace.verify.crash.History.Event;
import io.millrace.verify.crash.History.Execution;
import io.millrace.verify.crash.History.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The oracle is believed because each breach that it looks for was planted once, and found. */
class OracleTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Life FIRST = new Life(1, START, at(2), Optional.of(new Life.End(at(10), true)));
    private static final Life SECOND = new Life(2, at(11), at(13), Optional.empty());

    private final List<Acknowledgement> acknowledgements = new ArrayList<>();
    private final List<SinkCall> calls = new ArrayList<>();
    private List<Life> lives = List.of(FIRST, SECOND);
    private List<Event> events = List.of(new Event("evt_1", "delivery-1"));
    private List<Execution> executions = List.of(execution("exe_1", "evt_1"));

    /** One event of the first life, whose step {@code last} was under way at the kill. */
    OracleTest() {
        acknowledgements.add(new Acknowledgement("delivery-1", "evt_1", false, at(3)));
        calls.add(new SinkCall("exe_1/left", 1, at(4), "{}"));
        calls.add(new SinkCall("exe_1/right", 1, at(4), "{}"));
        calls.add(new SinkCall("exe_1/last", 1, at(9), "{}"));
        calls.add(new SinkCall("exe_1/last", 2, at(14), "{}"));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private static Execution execution(String id, String event) {
        return new Execution(
                id,
                event,
                "succeeded",
                at(3),
                Optional.of(at(15)),
                List.of(
                        step("left", at(4), Map.of()),
                        step("right", at(4), Map.of()),
                        step("join", at(5), Map.of("left", id + "/left", "right", id + "/right")),
                        step("last", at(14), Map.of())));
    }

    private static Step step(String id, Instant started, Map<String, Object> output) {
        return new Step(id, "succeeded", output, List.of(new Attempt("succeeded", "", started)));
    }

    private Oracle.Verdict verdict() {
        return Oracle.judge(new Oracle.Evidence(
                acknowledgements, calls, lives, new History(events, executions), Duration.ofSeconds(5)));
    }

    private void assertFinds(String finding) {
        assertThat(verdict().findings()).anySatisfy(each -> assertThat(each).contains(finding));
    }

    private void replaceStep(Step changed) {
        Execution whole = executions.getFirst();
        List<Step> steps = whole.steps().stream()
                .map(step -> step.id().equals(changed.id()) ? changed : step)
                .toList();
        executions = List.of(
                new Execution(whole.id(), whole.event(), whole.status(), whole.created(), whole.finished(), steps));
    }

    private void forgetCalls(Predicate<SinkCall> which) {
        calls.removeIf(which);
    }

    @Test
    void a_run_without_a_breach_has_no_findings_and_counts_the_repeat_and_the_rest() {
        assertThat(verdict()).isEqualTo(new Oracle.Verdict(List.of(), 1, 1, Duration.ofSeconds(1)));
    }

    @Test
    void an_event_that_nobody_acknowledged_may_be_there() {
        events = Stream.concat(events.stream(), Stream.of(new Event("evt_2", "delivery-2")))
                .toList();
        executions = List.of(executions.getFirst(), execution("exe_2", "evt_2"));
        calls.add(new SinkCall("exe_2/left", 1, at(4), "{}"));
        calls.add(new SinkCall("exe_2/right", 1, at(4), "{}"));
        calls.add(new SinkCall("exe_2/last", 2, at(14), "{}"));
        assertThat(verdict().findings()).isEmpty();
    }

    @Test
    void finds_an_acknowledged_event_that_is_lost() {
        acknowledgements.add(new Acknowledgement("delivery-2", "evt_2", false, at(4)));
        assertFinds("Acknowledged and not there");
    }

    @Test
    void finds_a_delivery_that_was_acknowledged_under_another_id_than_it_is_stored() {
        acknowledgements.add(new Acknowledgement("delivery-1", "evt_7", true, at(4)));
        assertFinds("Acknowledged and not there");
    }

    @Test
    void finds_a_delivery_that_is_stored_twice() {
        events = List.of(events.getFirst(), new Event("evt_2", "delivery-1"));
        assertFinds("stored as several events");
    }

    @Test
    void finds_a_delivery_that_was_new_twice() {
        acknowledgements.add(new Acknowledgement("delivery-1", "evt_1", false, at(4)));
        assertFinds("as new more than once");
    }

    @Test
    void finds_an_event_without_an_execution_and_one_with_two() {
        executions = List.of();
        assertFinds("evt_1 has 0 executions");
        executions = List.of(execution("exe_1", "evt_1"), execution("exe_2", "evt_1"));
        assertFinds("evt_1 has 2 executions");
    }

    @Test
    void finds_an_execution_that_did_not_succeed() {
        Execution whole = executions.getFirst();
        executions =
                List.of(new Execution("exe_1", "evt_1", "running", whole.created(), Optional.empty(), whole.steps()));
        assertFinds("exe_1 is running");
    }

    @Test
    void finds_a_step_with_two_recorded_outcomes() {
        Attempt attempt = new Attempt("succeeded", "", at(14));
        replaceStep(new Step("last", "succeeded", Map.of(), List.of(attempt, attempt)));
        assertFinds("exe_1/last is succeeded with");
    }

    @Test
    void finds_a_join_that_went_on_without_one_of_its_branches() {
        replaceStep(step("join", at(5), Map.of("left", "exe_1/left")));
        assertFinds("exe_1 has joined");
    }

    @Test
    void finds_a_step_that_is_done_without_a_call() {
        forgetCalls(call -> call.key().equals("exe_1/left"));
        assertFinds("the tool was never called");
    }

    @Test
    void finds_a_call_after_the_outcome_was_recorded() {
        calls.add(new SinkCall("exe_1/left", 2, at(14), "{}"));
        assertFinds("and called again");
    }

    @Test
    void finds_two_calls_in_one_life() {
        calls.add(new SinkCall("exe_1/last", 2, at(15), "{}"));
        assertFinds("Called twice in one life");
    }

    @Test
    void finds_a_call_that_was_repeated_after_an_orderly_stop() {
        lives = List.of(new Life(1, START, at(2), Optional.of(new Life.End(at(10), false))), SECOND);
        assertFinds("Called again without a kill");
    }

    @Test
    void finds_a_call_for_an_execution_that_is_not_there() {
        calls.add(new SinkCall("exe_9/left", 1, at(4), "{}"));
        assertFinds("Called for an unknown execution");
    }

    @Test
    void finds_work_that_rested_too_long() {
        forgetCalls(call -> call.life() == 2);
        calls.add(new SinkCall("exe_1/last", 2, at(19), "{}"));
        Execution whole = executions.getFirst();
        executions = List.of(
                new Execution("exe_1", "evt_1", "succeeded", whole.created(), Optional.of(at(20)), whole.steps()));
        assertFinds("rested for PT6S");
    }

    @Test
    void a_life_that_was_too_short_to_resume_counts_as_long_as_it_was() {
        lives = List.of(
                FIRST,
                new Life(2, at(11), at(13), Optional.of(new Life.End(at(15), true))),
                new Life(3, at(16), at(18), Optional.empty()));
        forgetCalls(call -> call.life() == 2);
        calls.add(new SinkCall("exe_1/last", 3, at(21), "{}"));
        Execution whole = executions.getFirst();
        executions = List.of(
                new Execution("exe_1", "evt_1", "succeeded", whole.created(), Optional.of(at(22)), whole.steps()));
        replaceStep(step("last", at(20), Map.of()));
        assertThat(verdict()).isEqualTo(new Oracle.Verdict(List.of(), 1, 1, Duration.ofSeconds(3)));
    }
}
