package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.FailingLedgerStore.Moment;
import io.millrace.core.engine.FakeTool;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.Ids;
import io.millrace.core.workflow.StepStatus;
import io.millrace.sdk.ErrorClass;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Steps whose work is done once for each item of a list. */
class ForeachTest extends EngineScenario {
    private static final Map<String, Object> THREE = Map.of("names", List.of("ada", "bob", "cyd"));

    private long run(Object data) {
        long execution = engine.start("w", data);
        engine.tick();
        return execution;
    }

    /** A step {@code a} over the names of the event. @param more settings besides the items */
    private void publishOver(String more) {
        engine.publish(aWorkflow("w")
                .does(aStep("a")
                        .calling("put")
                        .with("{ name: \"{{ item }}\", at: \"{{ index }}\" }")
                        .forEach("{ items: \"{{ event.data.names }}\"" + more + " }")
                        .attempts(2)));
    }

    private List<String> keys() {
        return engine.tool().calls("a").stream()
                .map(call -> call.key().substring(call.key().indexOf('/')))
                .toList();
    }

    /** The newest decision on each item, such as {@code 0=done 2=fail}. */
    private String items(long execution) {
        return engine.store().executions().items(execution, "a", Optional.empty(), -1, 1000).stream()
                .map(row -> (row.item() - 1) + "=" + row.decision())
                .collect(Collectors.joining(" "));
    }

    private List<String> attempts(long execution, int index) {
        return engine.store().executions().itemAttempts(execution, "a", index).stream()
                .map(row -> row.no() + " " + row.decision())
                .toList();
    }

    private static Map<String, Object> counts(long count, long succeeded, long failed) {
        return Map.of("count", count, "succeeded", succeeded, "failed", failed);
    }

    @Test
    void the_work_is_done_once_for_each_item_in_order() {
        publishOver("");

        long execution = run(THREE);

        engine.assertThat(execution).is("succeeded").tried("a", "foreach done").hasOutput("a", counts(3, 3, 0));
        assertThat(engine.tool().calls("a"))
                .extracting(call -> call.given().input())
                .containsExactly(
                        Map.of("name", "ada", "at", 0L),
                        Map.of("name", "bob", "at", 1L),
                        Map.of("name", "cyd", "at", 2L));
        assertThat(keys()).containsExactly("/a/1", "/a/2", "/a/3");
        assertThat(items(execution)).isEqualTo("0=done 1=done 2=done");
    }

    @Test
    void what_comes_behind_it_reads_the_outputs_in_the_order_of_the_list() {
        engine.publish(
                aWorkflow("w")
                        .does(
                                aStep("a").computing("\"{{ item * 2 }}\"").forEach("{ items: [1, 2, 3], parallel: 3 }"),
                                aStep("b")
                                        .with(
                                                "{ doubled: \"{{ steps.a.output.outputs }}\", of: \"{{ steps.a.output.count }}\" }")));

        long execution = run(Map.of());

        engine.assertThat(execution).is("succeeded").hasOutput("b", Map.of("doubled", List.of(2L, 4L, 6L), "of", 3L));
    }

    @Test
    void an_empty_list_is_done_at_once() {
        engine.publish(aWorkflow("w")
                .does(
                        aStep("a").forEach("{ items: \"{{ event.data.names }}\" }"),
                        aStep("b").with("{ all: \"{{ steps.a.output.outputs }}\" }")));

        long execution = run(Map.of("names", List.of()));

        engine.assertThat(execution).is("succeeded").hasOutput("b", Map.of("all", List.of()));
        assertThat(engine.tool().calls("a")).isEmpty();
    }

    @Test
    void a_batch_is_a_list_and_the_last_may_be_shorter() {
        engine.publish(aWorkflow("w")
                .does(aStep("a")
                        .with("{ rows: \"{{ item }}\" }")
                        .forEach("{ items: \"{{ event.data.names }}\", batch: 2 }")));

        long execution = run(THREE);

        engine.assertThat(execution).hasOutput("a", counts(2, 2, 0));
        assertThat(engine.tool().calls("a"))
                .extracting(call -> call.given().input())
                .containsExactly(Map.of("rows", List.of("ada", "bob")), Map.of("rows", List.of("cyd")));
    }

    @Test
    void never_more_are_under_way_than_it_says() {
        engine.addNode("second");
        publishOver(", parallel: 2");
        engine.tool().next("a", call -> {
            Collection<TaskRow> tasks = engine.store().executions().tasks(executionOf(call.key()));
            assertThat(tasks).hasSize(2);
            return Map.of();
        });

        long execution = run(THREE);

        engine.assertThat(execution).is("succeeded").hasOutput("a", counts(3, 3, 0));
    }

    private static long executionOf(String key) {
        return Ids.parse("exe", key.substring(0, key.indexOf('/'))).orElseThrow();
    }

    @Test
    void an_item_is_tried_again_by_itself() {
        publishOver(", parallel: 3");
        engine.tool().fails("a", ErrorClass.NETWORK);

        long execution = run(THREE);
        engine.assertThat(execution).is("running");
        assertThat(items(execution)).isEqualTo("0=retry 1=done 2=done");

        engine.advance(Duration.ofSeconds(10));
        engine.assertThat(execution).is("succeeded").hasOutput("a", counts(3, 3, 0));
        assertThat(attempts(execution, 0)).containsExactly("1 retry", "2 done");
        assertThat(attempts(execution, 1)).containsExactly("1 done");
    }

    @Test
    void a_failed_item_stops_those_that_have_not_begun_and_a_restart_does_what_is_left() {
        engine.tool().next("a", call -> Map.of()).fails("a", ErrorClass.VALIDATION, "No such name.");
        publishOver("");

        long execution = run(THREE);
        engine.assertThat(execution)
                .is("failed")
                .hasOutput("a", counts(3, 1, 1))
                .failedWith("a", "validation")
                .says("a", "1 failed, 1 were not begun")
                .hasFailure("The item at index 1 of 3: No such name.");

        engine.restart(execution);
        engine.tick();

        engine.assertThat(execution)
                .is("succeeded")
                .hasNoFailure()
                .tried("a", "foreach fail foreach done")
                .hasOutput("a", counts(3, 3, 0));
        assertThat(keys()).containsExactly("/a/1", "/a/2", "/a/2", "/a/3");
        assertThat(attempts(execution, 1)).containsExactly("1 fail", "2 done");
    }

    @Test
    void going_on_after_a_failure_leaves_only_the_failed_items_to_be_done_again() {
        engine.tool().fails("a", ErrorClass.CONFLICT);
        publishOver(", on_item_failure: continue");

        long execution = run(THREE);
        engine.assertThat(execution)
                .is("failed")
                .hasOutput("a", counts(3, 2, 1))
                .failedWith("a", "conflict");

        engine.tool().fails("a", ErrorClass.CONFLICT);
        engine.restart(execution);
        engine.tick();
        engine.assertThat(execution).is("failed").hasOutput("a", counts(3, 2, 1));

        engine.restart(execution);
        engine.tick();
        engine.assertThat(execution).is("succeeded").hasOutput("a", counts(3, 3, 0));
        assertThat(keys()).containsExactly("/a/1", "/a/2", "/a/3", "/a/1", "/a/1");
        assertThat(attempts(execution, 0)).containsExactly("1 fail", "2 fail", "3 done");
    }

    @Test
    void the_items_of_the_first_time_are_kept_whatever_changes_meanwhile() {
        engine.setVariable("NAMES", List.of("ada", "bob"));
        engine.tool().fails("a", ErrorClass.CONFLICT);
        engine.publish(aWorkflow("w")
                .does(aStep("a").with("{ name: \"{{ item }}\" }").forEach("{ items: \"{{ vars.NAMES }}\" }")));
        long execution = run(Map.of());
        engine.setVariable("NAMES", List.of("eve"));

        engine.restart(execution);
        engine.tick();

        engine.assertThat(execution).is("succeeded");
        assertThat(engine.tool().calls("a"))
                .extracting(call -> call.given().input().get("name"))
                .containsExactly("ada", "ada", "bob");
    }

    @Test
    void an_unknown_item_makes_the_step_unknown_and_its_repetition_is_for_a_person() {
        engine.tool().fails("a", ErrorClass.TIMEOUT);
        engine.publish(aWorkflow("w")
                .does(aStep("a")
                        .with("{ name: \"{{ item }}\" }")
                        .forEach("{ items: \"{{ event.data.names }}\", on_item_failure: continue }")));

        long execution = run(THREE);
        engine.assertThat(execution).is("waiting").hasSteps("a=unknown").failedWith("a", "timeout");
        assertThat(items(execution)).isEqualTo("0=ask 1=done 2=done");

        engine.node()
                .engine()
                .settlements()
                .settle(
                        "default",
                        execution,
                        "a",
                        new Settlements.Word(Settlements.Finding.RETRY, null, "", "me"),
                        "trace");
        engine.tick();
        engine.assertThat(execution).is("succeeded").hasOutput("a", counts(3, 3, 0));
        assertThat(keys()).containsExactly("/a/1", "/a/2", "/a/3", "/a/1");
    }

    @Test
    void a_cancel_ends_what_runs_and_begins_nothing_more() {
        publishOver(", parallel: 2");
        engine.tool().next("a", call -> {
            engine.cancel(executionOf(call.key()));
            return Map.of();
        });

        long execution = run(THREE);

        engine.live(Duration.ofSeconds(31));
        engine.assertThat(execution).is("cancelled").hasSteps("a=cancelled");
        assertThat(engine.tool().calls("a")).hasSizeLessThan(3);

        engine.restart(execution);
        engine.tick();
        engine.assertThat(execution).is("succeeded").hasOutput("a", counts(3, 3, 0));
    }

    @Test
    void a_crash_repeats_the_items_under_way_and_no_others() {
        publishOver("");
        engine.tool().next("a", call -> Map.of()).kills("a");

        long execution = engine.start("w", THREE);
        engine.tick();
        engine.node().beat();
        engine.tick();

        engine.assertThat(execution).is("succeeded").hasOutput("a", counts(3, 3, 0));
        assertThat(keys()).containsExactly("/a/1", "/a/2", "/a/2", "/a/3");
        assertThat(attempts(execution, 1)).containsExactly("1 done");
    }

    @Test
    void what_a_commit_did_whose_answer_was_lost_is_done_once() {
        publishOver("");
        engine.tool().next("a", call -> {
            engine.store().ledger().failCommit(1, Moment.AFTER);
            return Map.of();
        });

        long execution = engine.start("w", THREE);
        engine.tick();
        engine.live(Duration.ofSeconds(12));

        engine.assertThat(execution).is("succeeded").hasOutput("a", counts(3, 3, 0));
        assertThat(engine.store().executions().itemTries(execution, "a"))
                .extracting(ExecutionStore.ItemTries::tries)
                .containsExactly(1, 1, 1);
    }

    @Test
    void what_gives_no_list_is_a_failure_that_says_so() {
        publishOver("");

        long execution = run(Map.of("names", "ada"));

        engine.assertThat(execution).is("failed").failedWith("a", "validation").says("a", "give a list");
    }

    @Test
    void too_many_items_are_refused_before_the_first() {
        publishOver("");

        long execution =
                run(Map.of("names", LongStream.rangeClosed(0, 100_000).boxed().toList()));

        engine.assertThat(execution).is("failed").failedWith("a", "validation").says("a", "more than 100000");
        assertThat(engine.tool().calls("a")).isEmpty();
    }

    @Test
    void thousands_of_items_need_a_few_tasks_at_a_time() {
        publishOver(", parallel: 4");
        FakeTool tool = engine.tool();
        for (int i = 0; i < 2_500; i++) {
            tool.next("a", call -> {
                assertThat(engine.store().executions().tasks(executionOf(call.key())))
                        .hasSizeLessThanOrEqualTo(4);
                return Map.of();
            });
        }

        long execution = run(Map.of("names", LongStream.range(0, 2_500).boxed().toList()));

        engine.assertThat(execution).is("succeeded").hasOutput("a", counts(2_500, 2_500, 0));
        List<AttemptRow> last =
                engine.store().executions().items(execution, "a", Optional.of(StepStatus.SUCCEEDED), 2_498, 10);
        assertThat(last).extracting(AttemptRow::item).containsExactly(2_500);
    }

    @Test
    void a_condition_is_judged_once_before_the_items() {
        engine.publish(aWorkflow("w")
                .does(aStep("a")
                        .when("event.data.go")
                        .forEach("{ items: [1, 2] }")
                        .with("{ n: \"{{ item }}\" }")));

        long execution = run(Map.of("go", false));

        engine.assertThat(execution).is("succeeded").hasSteps("a=skipped");
    }
}
