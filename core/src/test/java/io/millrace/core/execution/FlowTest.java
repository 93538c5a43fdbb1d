package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.ManualNode;
import io.millrace.core.engine.WorkflowText;
import io.millrace.core.event.Occurrence;
import io.millrace.core.workflow.Published;
import io.millrace.sdk.ErrorClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** From step to step. */
class FlowTest extends EngineScenario {
    private long run(WorkflowText workflow, String id, Object data) {
        engine.publish(workflow);
        long execution = engine.start(id, data);
        engine.tick();
        return execution;
    }

    @Test
    void one_step_runs_and_its_output_is_kept() {
        long execution = run(
                aWorkflow("w").does(aStep("a").with("{ text: \"n is {{ event.data.n }}\" }")), "w", Map.of("n", 7L));

        engine.assertThat(execution)
                .is("succeeded")
                .hasSteps("a=succeeded")
                .tried("a", "done")
                .hasOutput("a", Map.of("text", "n is 7"))
                .hasNoFailure();
        assertThat(engine.tool().calls("a")).hasSize(1);
    }

    @Test
    void steps_run_one_after_another_and_read_what_earlier_ones_gave() {
        engine.tool().answers("a", Map.of("id", "x-1"));
        long execution = run(
                aWorkflow("w")
                        .does(
                                aStep("a"),
                                aStep("b").with("{ of: \"{{ steps.a.output.id }}\" }"),
                                aStep("c").computing("{ all: \"{{ steps.a.output.id }} {{ steps.b.output.of }}\" }")),
                "w",
                Map.of());

        engine.assertThat(execution)
                .is("succeeded")
                .hasOutput("b", Map.of("of", "x-1"))
                .hasOutput("c", Map.of("all", "x-1 x-1"));
        assertThat(engine.tool().order()).containsExactly("a", "b");
    }

    @Test
    void branches_run_side_by_side_and_join_once() {
        long execution = run(
                aWorkflow("w")
                        .does(
                                aStep("a"),
                                aStep("b").after("a"),
                                aStep("c").after("a"),
                                aStep("d")
                                        .after("b", "c")
                                        .with("{ b: \"{{ steps.b.status }}\", c: \"{{ steps.c.status }}\" }")),
                "w",
                Map.of());

        engine.assertThat(execution).is("succeeded").hasOutput("d", Map.of("b", "succeeded", "c", "succeeded"));
        assertThat(engine.tool().calls("d")).hasSize(1);
    }

    @Test
    void more_branches_than_slots_all_run() {
        engine.node().die();
        ManualNode small = engine.addNode("small", 2);
        engine.publish(aWorkflow("w")
                .does(
                        aStep("a"),
                        aStep("b1").after("a"),
                        aStep("b2").after("a"),
                        aStep("b3").after("a"),
                        aStep("b4").after("a"),
                        aStep("z").after("b1", "b2", "b3", "b4")));
        long execution = engine.start("w");
        // the dead node took the first task with it
        engine.live(Duration.ofSeconds(15));

        engine.assertThat(execution).is("succeeded");
        assertThat(engine.tool().calls("z")).hasSize(1);
        assertThat(small.busy()).isZero();
    }

    @Test
    void a_step_whose_condition_is_false_is_skipped_and_so_is_what_needs_it() {
        long execution = run(
                aWorkflow("w")
                        .does(
                                aStep("a").when("event.data.n > 5"),
                                aStep("b").after("a"),
                                aStep("c").after()),
                "w",
                Map.of("n", 1L));

        engine.assertThat(execution).is("succeeded").hasSteps("a=skipped b=skipped c=succeeded");
        engine.assertThat(execution).tried("a", "skip").hasNotTried("b");
        assertThat(engine.tool().calls("a")).isEmpty();
    }

    @Test
    void exclusive_branches_meet_again() {
        long execution = run(
                aWorkflow("w")
                        .does(
                                aStep("big").after().when("event.data.n > 5"),
                                aStep("small").after().when("event.data.n <= 5"),
                                aStep("both").after("big", "small")),
                "w",
                Map.of("n", 9L));

        engine.assertThat(execution).is("succeeded").hasSteps("big=succeeded small=skipped both=succeeded");
    }

    @Test
    void after_a_failure_its_dependants_are_skipped_and_independent_branches_finish() {
        engine.tool().fails("a", ErrorClass.VALIDATION);
        long execution = run(
                aWorkflow("w")
                        .does(
                                aStep("a").after(),
                                aStep("b").after("a"),
                                aStep("x").after(),
                                aStep("y").after("x"),
                                aStep("clean").after("b").on("always"),
                                aStep("mend").after("a").on("failure")),
                "w",
                Map.of());

        engine.assertThat(execution)
                .is("failed")
                .hasSteps("a=failed b=skipped x=succeeded y=succeeded clean=succeeded mend=succeeded")
                .hasFailure("\"step\":\"a\"")
                .hasFailure("\"class\":\"validation\"");
    }

    @Test
    void the_failure_part_runs_once_when_the_main_part_has_come_to_rest_and_sees_the_failure() {
        engine.tool().fails("a", ErrorClass.VALIDATION, "No such channel.");
        long execution = run(
                aWorkflow("w")
                        .does(aStep("a").after(), aStep("x").after())
                        .onFailure(
                                aStep("tell")
                                        .with(
                                                "{ text: \"{{ failure.step }}: {{ failure.message }} ({{ failure.class }})\" }"),
                                aStep("then").with("{ x: \"{{ steps.x.status }}\" }")),
                "w",
                Map.of());

        engine.assertThat(execution)
                .is("failed")
                .hasSteps("a=failed x=succeeded tell=succeeded then=succeeded")
                .hasOutput("tell", Map.of("text", "a: No such channel. (validation)"))
                .hasOutput("then", Map.of("x", "succeeded"));
        assertThat(engine.tool().calls("tell")).hasSize(1);
    }

    @Test
    void the_first_failure_is_the_one_that_is_told() {
        engine.tool().fails("a", ErrorClass.VALIDATION).fails("tell", ErrorClass.CONFLICT);
        long execution = run(aWorkflow("w").does(aStep("a")).onFailure(aStep("tell")), "w", Map.of());

        engine.assertThat(execution)
                .is("failed")
                .hasSteps("a=failed tell=failed")
                .hasFailure("\"step\":\"a\"");
    }

    @Test
    void the_failure_part_does_not_run_when_nothing_failed() {
        long execution = run(aWorkflow("w").does(aStep("a")).onFailure(aStep("tell")), "w", Map.of());

        engine.assertThat(execution).is("succeeded").hasSteps("a=succeeded tell=skipped");
        assertThat(engine.tool().calls("tell")).isEmpty();
    }

    @Test
    void later_steps_see_status_attempts_and_error_of_earlier_ones() {
        engine.tool().fails("a", ErrorClass.NETWORK).fails("a", ErrorClass.CONFLICT, "It is taken.");
        long execution = run(
                aWorkflow("w")
                        .does(
                                aStep("a"),
                                aStep("b")
                                        .after("a")
                                        .on("failure")
                                        .computing(
                                                "{ s: \"{{ steps.a.status }}\", n: \"{{ steps.a.attempts }}\","
                                                        + " e: \"{{ steps.a.error.class }}\", m: \"{{ steps.a.error.message }}\" }")),
                "w",
                Map.of());
        engine.advance(Duration.ofMinutes(1));

        engine.assertThat(execution).is("failed").tried("a", "retry fail");
        assertThat(engine.assertThat(execution).last("b").output())
                .contains("\"s\":\"failed\"", "\"n\":2", "\"e\":\"conflict\"", "It is taken.");
    }

    @Test
    void a_condition_that_cannot_be_judged_fails_the_step_and_says_why() {
        long execution = run(aWorkflow("w").does(aStep("a").when("event.data.missing.deep > 1")), "w", Map.of());

        engine.assertThat(execution).is("failed").failedWith("a", "validation").says("a", "missing");
        assertThat(engine.tool().calls("a")).isEmpty();
    }

    @Test
    void an_input_that_cannot_be_resolved_fails_the_step_and_is_not_tried_again() {
        long execution = run(aWorkflow("w").does(aStep("a").with("{ n: \"{{ event.data.n }}\" }")), "w", Map.of());

        engine.assertThat(execution).is("failed").tried("a", "fail").says("a", "Not tried again");
    }

    @Test
    void a_transform_may_give_null() {
        long execution = run(
                aWorkflow("w")
                        .does(
                                aStep("a").computing("\"{{ null }}\""),
                                aStep("b").computing("{ none: \"{{ steps.a.output == null }}\" }")),
                "w",
                Map.of());

        engine.assertThat(execution).is("succeeded").hasOutput("a", null).hasOutput("b", Map.of("none", true));
    }

    @Test
    void an_output_that_is_too_large_is_refused_with_a_sentence() {
        engine.tool().answers("a", Map.of("text", "x".repeat(4 << 20)));
        long execution = run(aWorkflow("w").does(aStep("a")), "w", Map.of());

        engine.assertThat(execution).is("failed").failedWith("a", "validation").says("a", "larger than 4096 KiB");
    }

    @Test
    void an_input_that_is_too_large_is_refused_before_the_call() {
        String big = "x".repeat(2_200_000);
        long execution = run(
                aWorkflow("w")
                        .does(aStep("a").with("{ one: \"{{ event.data.big }}\", two: \"{{ event.data.big }}\" }")),
                "w",
                Map.of("big", big));

        engine.assertThat(execution).is("failed").failedWith("a", "validation").says("a", "input is larger");
        assertThat(engine.tool().calls("a")).isEmpty();
    }

    @Test
    void a_message_as_long_as_a_page_is_cut() {
        engine.tool().fails("a", ErrorClass.VALIDATION, "page ".repeat(10_000));
        long execution = run(aWorkflow("w").does(aStep("a")), "w", Map.of());

        assertThat(engine.assertThat(execution).last("a").reason())
                .hasSizeLessThan(5_000)
                .contains("(cut)");
    }

    @Test
    void a_single_action_runs_as_a_hidden_workflow() {
        Published hidden = engine.workflows().forAction("default", "test.write", Optional.empty());
        Intake.Accepted accepted = engine.node()
                .engine()
                .intake()
                .accept(new Occurrence(
                        "default",
                        new Occurrence.FromPerson(hidden.id()),
                        "manual",
                        "/workflows/default/" + hidden.id(),
                        engine.clock().instant(),
                        Optional.empty(),
                        Map.of("to", "ada"),
                        Map.of(),
                        "trace"));
        engine.tick();

        long execution = accepted.executions().getFirst();
        engine.assertThat(execution).is("succeeded").hasSteps("run=succeeded").hasOutput("run", Map.of("to", "ada"));
    }

    @Test
    void the_key_of_a_step_is_the_same_in_every_attempt() {
        engine.tool().fails("a", ErrorClass.NETWORK);
        run(aWorkflow("w").does(aStep("a"), aStep("b")), "w", Map.of());
        engine.advance(Duration.ofMinutes(1));

        assertThat(engine.tool().calls("a"))
                .extracting(call -> call.key())
                .hasSize(2)
                .containsOnly(engine.tool().calls("a").getFirst().key());
        assertThat(engine.tool().calls("b").getFirst().key())
                .isNotEqualTo(engine.tool().calls("a").getFirst().key());
    }

    @Test
    void a_tool_that_throws_anything_but_its_error_has_failed_by_a_fault_of_its_own() {
        engine.tool().next("a", call -> {
            throw new NoClassDefFoundError("com/example/Missing");
        });
        engine.tool().next("b", call -> {
            throw new IllegalStateException("broken");
        });
        long execution = run(aWorkflow("w").does(aStep("a").after(), aStep("b").after()), "w", Map.of());

        engine.assertThat(execution)
                .is("failed")
                .failedWith("a", "internal")
                .says("a", "NoClassDefFoundError")
                .failedWith("b", "internal")
                .says("b", "broken");
    }

    @Test
    void a_tool_that_stops_by_itself_has_failed() {
        engine.tool().fails("a", ErrorClass.CANCELLED);
        long execution = run(aWorkflow("w").does(aStep("a")), "w", Map.of());

        engine.assertThat(execution).is("failed").hasSteps("a=failed").hasFailure("\"class\":\"cancelled\"");
    }

    @Test
    void an_action_that_does_not_end_is_interrupted_at_its_deadline() {
        engine.tool().next("a", call -> {
            engine.timer().pass(Duration.ofSeconds(10));
            assertThat(Thread.currentThread().isInterrupted())
                    .as("before its time")
                    .isFalse();
            engine.timer().pass(Duration.ofSeconds(11));
            try {
                new CountDownLatch(1).await();
                return Map.of();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        });
        long execution = run(aWorkflow("w").does(aStep("a").timeout("PT10S").onUnknown("fail")), "w", Map.of());

        engine.assertThat(execution).is("failed").failedWith("a", "timeout").says("a", "did not end within");
    }

    @Test
    void a_version_that_is_gone_ends_its_executions_with_a_reason() {
        engine.tool().fails("a", ErrorClass.NETWORK);
        long execution = run(aWorkflow("w").does(aStep("a").after(), aStep("b").after("a")), "w", Map.of());
        engine.workflowStore().forgetVersions();
        ManualNode later = engine.restartedNode("two");
        engine.clock().advance(Duration.ofMinutes(1));
        later.work();

        Executions.Detail detail = later.engine().executions().detail("default", execution);
        assertThat(detail.execution().status().code()).isEqualTo("failed");
        assertThat(detail.execution().failure()).contains("is gone or cannot be read");
        assertThat(detail.steps()).extracting(Executions.Step::status).containsExactly("failed");
        assertThat(engine.store().executions().tasks(execution)).isEqualTo(List.of());
    }
}
