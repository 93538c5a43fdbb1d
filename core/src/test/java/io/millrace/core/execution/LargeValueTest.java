package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.blob.BlobRef;
import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.FailingLedgerStore.Moment;
import io.millrace.core.engine.ManualNode;
import io.millrace.core.event.EventSummary;
import io.millrace.core.event.Occurrence;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values that are too large for a row, from the event to what people see. */
class LargeValueTest extends EngineScenario {
    private static final String LARGE = "x".repeat(2 * ManualNode.THRESHOLD);

    private AttemptRow row(long execution, String step) {
        return engine.store().executions().attempt(execution, step, 1).orElseThrow();
    }

    private EventRow event(long execution) {
        ExecutionRow row = engine.store().executions().find(execution).orElseThrow();
        return engine.store().events().find(row.event()).orElseThrow();
    }

    private Executions executions() {
        return engine.node().engine().executions();
    }

    /** Nobody remembers anything that has not been stored. */
    private void restart() {
        engine.restartedNode("again");
        engine.live(Duration.ofSeconds(12));
    }

    @Test
    void rows_hold_references_and_people_and_steps_see_the_values() {
        engine.publish(aWorkflow("w")
                .does(
                        aStep("a").with("{ text: \"{{ event.data.text }}\" }"),
                        aStep("b").with("{ size: \"{{ size(steps.a.output.text) }}\" }")));
        long execution = engine.start("w", Map.of("text", LARGE));
        engine.tick();

        engine.assertThat(execution)
                .is("succeeded")
                .hasOutput("a", Map.of("text", LARGE))
                .hasOutput("b", Map.of("size", (long) LARGE.length()));
        assertThat(BlobRef.is(event(execution).data())).isTrue();
        assertThat(BlobRef.is(row(execution, "a").input())).isTrue();
        assertThat(BlobRef.is(row(execution, "a").output())).isTrue();
        assertThat(BlobRef.is(row(execution, "b").input())).isFalse();
        assertThat(engine.blobStore().ids()).hasSize(3);
        assertThat(executions().attempt("default", execution, "a", 1).output()).contains(LARGE);
        assertThat(engine.node()
                        .engine()
                        .events()
                        .get("default", event(execution).id())
                        .data())
                .contains(LARGE);
    }

    @Test
    void the_data_of_an_event_is_kept_and_shown_as_it_came() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        String asItCame = "{ \"n\" : 1.50e1,\n\t\"text\": \"" + LARGE + "\" }";
        Occurrence.Origin origin = new Occurrence.FromPerson("w");
        long event = engine.node()
                .engine()
                .intake()
                .accept(new Occurrence(
                        "default",
                        origin,
                        "test",
                        origin.source("default"),
                        engine.clock().instant(),
                        Optional.empty(),
                        Json.read(asItCame),
                        asItCame,
                        Map.of(),
                        "trace"))
                .event();
        engine.tick();

        assertThat(engine.node().engine().events().get("default", event).data()).isEqualTo(asItCame);
        assertThat(engine.node()
                        .engine()
                        .events()
                        .list("default", Optional.empty(), Optional.empty(), 1)
                        .items())
                .extracting(EventSummary::size)
                .containsExactly((long) asItCame.length());
    }

    @Test
    void a_server_that_was_not_there_finds_the_values() {
        engine.publish(aWorkflow("w")
                .does(
                        aStep("a"),
                        aStep("wait").waiting("{ for: PT1H }"),
                        aStep("b").with("{ text: \"{{ steps.a.output.text }}\", same: \"{{ event.data.text }}\" }")));
        engine.tool().answers("a", Map.of("text", LARGE));
        long execution = engine.start("w", Map.of("text", LARGE));
        engine.tick();
        restart();
        engine.live(Duration.ofHours(2));

        engine.assertThat(execution).is("succeeded").hasOutput("b", Map.of("text", LARGE, "same", LARGE));
    }

    @Test
    void a_value_that_is_missing_fails_the_step_that_reads_it_and_the_execution_ends() {
        engine.publish(aWorkflow("w")
                .does(
                        aStep("a"),
                        aStep("wait").waiting("{ for: PT1H }"),
                        aStep("b").with("{ text: \"{{ steps.a.output.text }}\" }")));
        engine.tool().answers("a", Map.of("text", LARGE));
        long execution = engine.start("w");
        engine.tick();
        engine.blobStore().lose();
        restart();
        engine.live(Duration.ofHours(2));

        engine.assertThat(execution).is("failed").failedWith("b", "internal").says("b", "not where it was kept");
        assertThat(executions().attempt("default", execution, "a", 1).output()).isEqualTo(Payloads.MISSING);
        engine.assertAtRest();
    }

    @Test
    void an_event_whose_data_is_missing_is_shown_and_cannot_be_replayed() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        long execution = engine.start("w", Map.of("text", LARGE));
        engine.tick();
        engine.blobStore().lose();

        long event = event(execution).id();
        assertThat(engine.node().engine().events().get("default", event).data()).isEqualTo(Payloads.MISSING);
        assertThatThrownBy(() -> engine.node().engine().replays().event("default", event, "trace"))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BLOB_MISSING));
    }

    @Test
    void more_than_one_answer_can_bear_is_left_out_and_told_for_itself() {
        engine.publish(aWorkflow("w").does(aStep("a"), aStep("b"), aStep("c")));
        String megabytes = "x".repeat(1_800_000);
        engine.tool().answers("a", Map.of("text", megabytes));
        engine.tool().answers("b", Map.of("text", megabytes));
        engine.tool().answers("c", Map.of("text", megabytes));
        long execution = engine.start("w");
        engine.tick();

        Executions.Detail detail = executions().detail("default", execution);
        assertThat(detail.steps().get(0).attempts().getFirst().output()).isEqualTo(AttemptRow.LEFT_OUT);
        assertThat(detail.steps().get(1).attempts().getFirst().output()).contains(megabytes);
        assertThat(detail.steps().get(2).attempts().getFirst().output()).contains(megabytes);
        assertThat(executions().attempt("default", execution, "a", 1).output()).contains(megabytes);
    }

    @Test
    void an_event_is_refused_while_large_values_cannot_be_kept_and_nothing_of_it_is_stored() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        engine.blobStore().failNext(1);

        assertThatThrownBy(() -> engine.start("w", Map.of("text", LARGE)))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
        assertThat(engine.store().events().list("default", Optional.empty(), Long.MAX_VALUE, 10))
                .isEmpty();
        engine.start("w", Map.of("text", "small"));
        engine.tick();
    }

    @Test
    void an_outcome_waits_until_its_large_values_are_kept() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        engine.tool().answers("a", Map.of("text", LARGE));
        long execution = engine.start("w");
        engine.blobStore().failNext(3);
        engine.tick();

        engine.assertThat(execution).is("succeeded").tried("a", "done").hasOutput("a", Map.of("text", LARGE));
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void what_reads_a_value_while_its_place_is_away_is_begun_again() {
        engine.publish(aWorkflow("w")
                .does(
                        aStep("a"),
                        aStep("wait").waiting("{ for: PT1H }"),
                        aStep("b").with("{ text: \"{{ steps.a.output.text }}\" }")));
        engine.tool().answers("a", Map.of("text", LARGE));
        long execution = engine.start("w");
        engine.tick();
        restart();
        engine.clock().advance(Duration.ofHours(1));
        engine.blobStore().failNext(1);
        engine.live(Duration.ofMinutes(5));

        engine.assertThat(execution).is("succeeded").tried("b", "done");
        assertThat(engine.tool().calls("b")).hasSize(1);
    }

    @Test
    void a_duplicate_leaves_no_blob_behind() {
        engine.publish(
                aWorkflow("w").startedBy("id: hook, webhook: { path: orders }").does(aStep("a")));
        engine.receive("orders", Map.of("text", LARGE), "delivery-1");
        engine.tick();
        int kept = engine.blobStore().ids().size();

        assertThat(engine.receive("orders", Map.of("text", LARGE), "delivery-1").duplicate())
                .isTrue();
        assertThat(engine.blobStore().ids()).hasSize(kept);
    }

    @Test
    void the_outputs_of_items_are_read_where_they_are_kept() {
        engine.publish(aWorkflow("w")
                .does(
                        aStep("a")
                                .forEach("{ items: \"{{ [1, 2] }}\" }")
                                .with("{ text: \"{{ event.data.text }}\", n: \"{{ item }}\" }"),
                        aStep("b").with("{ sizes: \"{{ steps.a.output.outputs.map(o, size(o.text) + o.n) }}\" }")));
        long execution = engine.start("w", Map.of("text", LARGE));
        engine.tick();

        long size = LARGE.length();
        engine.assertThat(execution).is("succeeded").hasOutput("b", Map.of("sizes", List.of(size + 1, size + 2)));
        assertThat(engine.node()
                        .engine()
                        .items()
                        .get("default", execution, "a", 1)
                        .attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.output()).contains(LARGE));
    }

    @Test
    void outputs_of_items_that_are_too_much_together_are_not_given_however_little_their_rows_hold() {
        engine.publish(aWorkflow("w")
                .does(
                        aStep("a").forEach("{ items: \"{{ lists.range(8) }}\" }"),
                        aStep("b").with("{ outputs: \"{{ has(steps.a.output.outputs) }}\" }")));
        for (int item = 0; item < 8; item++) {
            engine.tool().answers("a", Map.of("text", "x".repeat(1_200_000)));
        }
        long execution = engine.start("w");
        engine.tick();

        engine.assertThat(execution).is("succeeded");
        assertThat(Payloads.bytes(engine.store()
                        .executions()
                        .itemOutputs(execution, "a", Long.MAX_VALUE)
                        .orElseThrow()
                        .values()))
                .isGreaterThan(Recall.MOST_OUTPUTS);
        engine.assertThat(execution).hasOutput("b", Map.of("outputs", false));
    }

    @Test
    void a_commit_whose_answer_is_lost_refers_to_one_blob() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        engine.tool().answers("a", Map.of("text", LARGE));
        long execution = engine.start("w");
        engine.store().ledger().failCommit(1, Moment.AFTER);
        engine.tick();

        engine.assertThat(execution).is("succeeded").hasOutput("a", Map.of("text", LARGE));
        assertThat(engine.store().blobUses().used(EngineRows.PROJECT, 0, 10)).hasSize(1);
    }

    @Test
    void what_a_waiting_step_asks_stays_in_its_row_where_lists_find_it() {
        engine.publish(
                aWorkflow("w").does(aStep("ask").asking("{ title: go?, details: '" + "why ".repeat(2_000) + "' }")));
        long execution = engine.start("w");
        engine.tick();

        engine.assertThat(execution).is("waiting");
        assertThat(BlobRef.is(row(execution, "ask").input())).isFalse();
    }
}
