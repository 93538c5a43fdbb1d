package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.FailingLedgerStore;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.shared.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DebounceTest extends EngineScenario {
    @BeforeEach
    void workflow() {
        engine.publish(aWorkflow("w")
                .keeping("debounce: { period: PT1M, longest: PT3M, key: \"{{ event.data.document }}\" }")
                .startedBy("id: hook, webhook: { path: saves, verify: { preset: none } }")
                .does(aStep("a").with("{ text: \"{{ event.data.text }}\" }")));
    }

    private Intake.Accepted save(String document, String text) {
        return engine.receive("saves", Map.of("document", document, "text", text));
    }

    private List<Object> written() {
        return engine.tool().calls("a").stream()
                .map(call -> call.given().input().get("text"))
                .toList();
    }

    private String outcome(Intake.Accepted accepted) {
        return engine.store()
                .events()
                .find(accepted.event())
                .map(EventRow::outcome)
                .orElseThrow();
    }

    @Test
    void the_last_event_of_a_restless_time_starts_one_execution() {
        Intake.Accepted first = save("plan", "one");
        engine.advance(Duration.ofSeconds(50));
        Intake.Accepted second = save("plan", "two");
        engine.advance(Duration.ofSeconds(59));
        assertThat(first.executions()).isEmpty();
        assertThat(written()).isEmpty();

        engine.advance(Duration.ofSeconds(1));
        engine.tick();
        assertThat(written()).containsExactly("two");
        String execution = engine.node().engine().events().executions(EngineRows.PROJECT, second.event()).stream()
                .map(row -> Ids.text("exe", row.id()))
                .findFirst()
                .orElseThrow();
        assertThat(outcome(first)).contains("Joined into the execution " + execution);
        assertThat(outcome(second)).contains("Joined into the execution " + execution);
    }

    @Test
    void each_key_is_joined_by_itself() {
        save("plan", "one");
        save("menu", "soup");
        engine.advance(Duration.ofMinutes(1));
        engine.tick();

        assertThat(written()).containsExactlyInAnyOrder("one", "soup");
    }

    @Test
    void events_without_end_are_joined_no_longer_than_the_longest_wait() {
        for (int i = 0; i < 8; i++) {
            save("plan", "text " + i);
            engine.advance(Duration.ofSeconds(30));
        }

        engine.tick();
        assertThat(written()).containsExactly("text 5");
        engine.advance(Duration.ofMinutes(1));
        engine.tick();
        assertThat(written()).containsExactly("text 5", "text 7");
    }

    @Test
    void a_sender_whose_answer_was_lost_is_told_of_no_execution_either() {
        engine.store().ledger().failCommit(1, FailingLedgerStore.Moment.AFTER);
        assertThat(save("plan", "one").executions()).isEmpty();

        engine.advance(Duration.ofMinutes(2));
        engine.tick();
        assertThat(written()).containsExactly("one");
    }

    @Test
    void a_lost_answer_to_the_commit_that_makes_the_execution_makes_no_second_one() {
        save("plan", "one");
        engine.clock().advance(Duration.ofMinutes(1));
        engine.store().ledger().failCommit(1, FailingLedgerStore.Moment.AFTER);
        engine.tick();
        engine.live(Duration.ofSeconds(30));

        assertThat(written()).containsExactly("one");
    }
}
