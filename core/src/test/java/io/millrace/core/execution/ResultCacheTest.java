package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.blob.BlobRef;
import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.ManualNode;
import io.millrace.core.lane.Limits;
import io.millrace.core.lane.Rate;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.sdk.ErrorClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Results of reading steps that are reused instead of calling again. */
class ResultCacheTest extends EngineScenario {
    private static final Duration TTL = Duration.ofMinutes(10);

    /** A workflow of one step {@code look}, which asks for {@code event.data.q}. */
    private void publish(String workflow, String cache) {
        engine.publish(aWorkflow(workflow)
                .does(aStep("look")
                        .calling("read")
                        .with("{ q: \"{{ event.data.q }}\" }")
                        .reusing(cache)));
    }

    private void publishOver(String workflow, String connection) {
        engine.publish(aWorkflow(workflow)
                .does(aStep("look").calling("read").connection(connection).reusing("{ ttl: PT10M }")));
    }

    private long run(String workflow, Object data) {
        long execution = engine.start(workflow, data);
        engine.tick();
        return execution;
    }

    private long run(String workflow) {
        return run(workflow, Map.of("q", "a"));
    }

    private int calls() {
        return engine.tool().calls("look").size();
    }

    private double counted(boolean found) {
        return engine.node()
                .metrics()
                .get("millrace.results.cache")
                .tag("found", Boolean.toString(found))
                .counter()
                .count();
    }

    private AttemptRow entry(long execution) {
        return engine.store().executions().attempt(execution, "look", 1).orElseThrow();
    }

    @Test
    void the_same_call_is_answered_from_the_journal_of_the_execution_that_made_it() {
        publish("w", "{ ttl: PT10M }");
        engine.tool().answers("look", Map.of("price", 7L));
        long first = run("w");
        engine.advance(Duration.ofMinutes(9));
        long second = run("w");

        engine.assertThat(first).is("succeeded").tried("look", "done");
        engine.assertThat(second)
                .is("succeeded")
                .tried("look", "reuse")
                .hasOutput("look", Map.of("price", 7L))
                .says(
                        "look",
                        "Reused from " + Ids.text("exe", first) + ", step 'look', which called at 2026-03-01T10:00:00Z")
                .says("look", "holds until 2026-03-01T10:10:00Z.");
        assertThat(entry(second).input()).isEqualTo("{\"q\":\"a\"}");
        assertThat(entry(second).exchanges()).isNull();
        assertThat(calls()).isEqualTo(1);
        assertThat(counted(true)).isEqualTo(1);
        assertThat(counted(false)).isEqualTo(1);
    }

    @Test
    void steps_behind_a_reused_one_see_its_output() {
        engine.publish(aWorkflow("w")
                .does(
                        aStep("look").calling("read").with("{ q: 1 }").reusing("{ ttl: PT10M }"),
                        aStep("then").with("{ got: \"{{ steps.look.output.q }}\" }")));
        run("w");
        long second = run("w");

        engine.assertThat(second).is("succeeded").tried("look", "reuse").hasOutput("then", Map.of("got", 1L));
    }

    @Test
    void a_result_is_reused_until_its_time_is_over_which_reusing_does_not_lengthen() {
        publish("w", "{ ttl: PT10M }");
        run("w");
        engine.advance(TTL.minusSeconds(1));
        run("w");
        assertThat(calls()).isEqualTo(1);

        engine.advance(Duration.ofSeconds(1));
        long late = run("w");

        assertThat(calls()).isEqualTo(2);
        engine.assertThat(late).tried("look", "done");
    }

    @Test
    void a_step_takes_nothing_older_than_it_says_whoever_kept_it() {
        publish("long", "{ ttl: P1D }");
        publish("short", "{ ttl: PT10M }");
        run("long");
        engine.advance(Duration.ofMinutes(5));
        engine.assertThat(run("short")).tried("look", "reuse").says("look", "holds until 2026-03-01T10:10:00Z.");
        engine.advance(Duration.ofMinutes(5));
        engine.assertThat(run("short")).tried("look", "done");
    }

    @Test
    void another_input_is_another_call_and_the_order_of_fields_is_not() {
        engine.publish(aWorkflow("one")
                .does(aStep("look")
                        .calling("read")
                        .with("{ a: 1, b: { c: 2, d: 3 } }")
                        .reusing("{ ttl: PT10M }")));
        engine.publish(aWorkflow("two")
                .does(aStep("look")
                        .calling("read")
                        .with("{ b: { d: 3, c: 2 }, a: 1 }")
                        .reusing("{ ttl: PT10M }")));
        engine.publish(aWorkflow("three")
                .does(aStep("look")
                        .calling("read")
                        .with("{ a: 1, b: { c: 2, d: '3' } }")
                        .reusing("{ ttl: PT10M }")));
        run("one");

        engine.assertThat(run("two")).tried("look", "reuse");
        engine.assertThat(run("three")).tried("look", "done");
    }

    @Test
    void a_key_takes_the_place_of_the_input() {
        publish("w", "{ ttl: PT10M, key: \"{{ event.data.customer }}\" }");
        long first = run("w", Map.of("q", "a", "customer", 1));
        long same = run("w", Map.of("q", "b", "customer", 1));
        long other = run("w", Map.of("q", "a", "customer", 2));

        engine.assertThat(first).tried("look", "done");
        engine.assertThat(same).tried("look", "reuse").hasOutput("look", Map.of("q", "a"));
        engine.assertThat(other).tried("look", "done");
    }

    @Test
    void a_key_of_null_reuses_and_keeps_nothing() {
        publish("w", "{ ttl: PT10M, key: \"{{ event.data.customer }}\" }");
        for (int i = 0; i < 2; i++) {
            Map<String, Object> data = Json.readObject("{\"q\":\"a\",\"customer\":null}");
            engine.assertThat(run("w", data)).is("succeeded").tried("look", "done");
        }
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void a_key_that_cannot_be_evaluated_fails_the_step_as_any_expression_does() {
        publish("w", "{ ttl: PT10M, key: \"{{ event.data.customer }}\" }");

        engine.assertThat(run("w")).is("failed").failedWith("look", "validation");
        assertThat(calls()).isZero();
    }

    @Test
    void a_changed_connection_never_answers_from_the_old_one() {
        engine.connect("crm", "old token");
        publishOver("w", "crm");
        run("w");
        engine.assertThat(run("w")).tried("look", "reuse");

        engine.connect("crm", "new token");
        engine.assertThat(run("w")).tried("look", "done");
        engine.assertThat(run("w")).tried("look", "reuse");
    }

    @Test
    void a_connection_made_again_under_the_same_id_is_another_one() {
        engine.connect("crm", "theirs");
        publishOver("w", "crm");
        run("w");

        engine.disconnect("crm");
        engine.advance(Duration.ofSeconds(1));
        engine.connect("crm", "ours");

        engine.assertThat(run("w")).tried("look", "done");
    }

    @Test
    void two_connections_are_two_calls() {
        engine.connect("here", "a token");
        engine.connect("there", "a token");
        publishOver("one", "here");
        publishOver("two", "there");
        run("one");

        engine.assertThat(run("two")).tried("look", "done");
        engine.assertThat(run("one")).tried("look", "reuse");
    }

    @Test
    void who_reuses_waits_for_no_turn_of_the_connection() {
        engine.connect("crm", "token");
        engine.limit("crm", new Limits(Optional.of(1), Optional.of(new Rate(1, Duration.ofHours(1)))));
        publishOver("w", "crm");
        run("w");

        engine.assertThat(run("w")).is("succeeded").tried("look", "reuse");
        assertThat(engine.store().lanes().miscounted(EngineRows.PROJECT, 10)).isEmpty();
    }

    @Test
    void a_large_output_is_kept_for_each_execution_by_itself() {
        String large = "x".repeat(2 * ManualNode.THRESHOLD);
        publish("w", "{ ttl: P1D }");
        engine.tool().answers("look", Map.of("text", large));
        long first = run("w");
        engine.advance(Duration.ofHours(1));
        long second = run("w");

        engine.assertThat(second).tried("look", "reuse").hasOutput("look", Map.of("text", large));
        assertThat(BlobRef.is(entry(second).output())).isTrue();
        assertThat(entry(second).output()).isNotEqualTo(entry(first).output());
        engine.assertThat(run("w")).hasOutput("look", Map.of("text", large));
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void a_large_output_that_is_lost_is_asked_for_again() {
        publish("w", "{ ttl: P1D }");
        engine.tool().answers("look", Map.of("text", "x".repeat(2 * ManualNode.THRESHOLD)));
        run("w");
        engine.blobStore().lose();

        engine.assertThat(run("w")).is("succeeded").tried("look", "done").hasOutput("look", Map.of("q", "a"));
    }

    @Test
    void what_retention_has_swept_is_asked_for_again() {
        publish("w", "{ ttl: P7D }");
        run("w");
        engine.advance(Duration.ofDays(2));
        engine.store()
                .executions()
                .purge(
                        Optional.empty(),
                        engine.clock().instant(),
                        engine.clock().instant(),
                        100);

        engine.assertThat(run("w")).is("succeeded").tried("look", "done");
        engine.assertThat(run("w")).tried("look", "reuse");
    }

    @Test
    void a_failure_is_never_reused() {
        publish("w", "{ ttl: PT10M }");
        engine.tool().fails("look", ErrorClass.NOT_FOUND).answers("look", Map.of("found", true));

        engine.assertThat(run("w")).is("failed").tried("look", "fail");
        engine.assertThat(run("w")).is("succeeded").tried("look", "done");
        engine.assertThat(run("w")).tried("look", "reuse").hasOutput("look", Map.of("found", true));
    }

    @Test
    void a_try_after_a_failed_one_reuses_what_came_meanwhile() {
        engine.publish(aWorkflow("w")
                .does(aStep("look").calling("read").with("{ q: a }").attempts(3).reusing("{ ttl: PT10M }")));
        engine.tool().fails("look", ErrorClass.SERVER_ERROR);
        long first = run("w");
        long second = run("w");
        engine.assertThat(second).tried("look", "done");

        engine.advance(Duration.ofSeconds(10));

        engine.assertThat(first).is("succeeded").tried("look", "retry reuse");
    }

    @Test
    void a_restart_reuses_like_any_other_start() {
        publish("w", "{ ttl: PT10M }");
        engine.tool().fails("look", ErrorClass.NOT_FOUND);
        long failed = run("w");
        run("w");

        engine.restart(failed);
        engine.tick();

        engine.assertThat(failed).is("succeeded").tried("look", "fail reuse");
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void a_store_that_does_not_answer_costs_a_call_and_no_more() {
        publish("w", "{ ttl: PT10M }");
        run("w");
        engine.store().failResults(1);

        engine.assertThat(run("w")).is("succeeded").tried("look", "done");
        assertThat(counted(true)).isZero();
        engine.assertThat(run("w")).tried("look", "reuse");
    }

    @Test
    void items_reuse_what_other_items_and_executions_have_found() {
        engine.publish(aWorkflow("w")
                .does(aStep("look")
                        .calling("read")
                        .forEach("{ items: [a, b, a] }")
                        .with("{ q: \"{{ item }}\" }")
                        .reusing("{ ttl: PT10M }")));
        long first = run("w");
        assertThat(calls()).isEqualTo(2);
        long second = run("w");

        assertThat(calls()).isEqualTo(2);
        engine.assertThat(second).is("succeeded");
        assertThat(engine.store().executions().itemAttempts(second, "look", 1))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.decision()).isEqualTo("reuse");
                    assertThat(row.output()).isEqualTo("{\"q\":\"b\"}");
                    assertThat(row.reason()).contains(Ids.text("exe", first), "item at index 1");
                });
    }

    @Test
    void secrets_tell_calls_apart_and_are_kept_nowhere() {
        engine.setSecret("TOKEN", "first-secret");
        engine.publish(aWorkflow("w")
                .does(aStep("look")
                        .calling("read")
                        .with("{ token: \"Bearer {{ secrets.TOKEN }}\" }")
                        .reusing("{ ttl: PT10M }")));
        engine.publish(aWorkflow("plain")
                .does(aStep("look")
                        .calling("read")
                        .with("{ token: Bearer first-secret }")
                        .reusing("{ ttl: PT10M }")));
        long first = run("w");
        engine.assertThat(run("w")).tried("look", "reuse").neverShows("first-secret");
        engine.assertThat(run("plain")).tried("look", "done");

        engine.setSecret("TOKEN", "second-secret");
        engine.assertThat(run("w")).tried("look", "done");
        engine.assertThat(first).neverShows("first-secret");
    }

    @Test
    void what_has_become_a_secret_since_is_masked_when_it_is_reused() {
        publish("w", "{ ttl: PT10M }");
        engine.tool().answers("look", Map.of("words", List.of("the-password")));
        run("w");
        engine.setSecret("PASSWORD", "the-password");

        engine.assertThat(run("w")).tried("look", "reuse").neverShows("the-password");
    }

    @Test
    void a_server_that_knows_nothing_yet_finds_what_others_have_kept() {
        publish("w", "{ ttl: PT10M }");
        run("w");
        ManualNode other = engine.addNode("two");
        long second = engine.startOn(other, "w", Map.of("q", "a"));
        engine.tick();

        engine.assertThat(second).is("succeeded").tried("look", "reuse");
    }
}
