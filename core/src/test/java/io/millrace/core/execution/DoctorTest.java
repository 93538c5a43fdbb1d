package io.millrace.core.execution;

import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.execution.Doctor.Ailment;
import io.millrace.core.execution.Doctor.Finding;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.lane.Limits;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.TaskKey;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.ErrorClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** States that the engine never makes, made by hand: found, and mended. */
class DoctorTest extends EngineScenario {
    private Doctor doctor() {
        return engine.node().engine().doctor();
    }

    private List<Finding> examine() {
        return doctor().examine("default", Optional.empty()).findings();
    }

    private List<Finding> mend(long execution) {
        return doctor().mend("default", execution, "trace");
    }

    private void write(long execution, Change change) {
        EngineRows.write(engine.store().stores().ledger(), Locks.ofExecution(execution), change);
    }

    private ExecutionRow row(long execution) {
        return engine.store().executions().find(execution).orElseThrow();
    }

    private void loseTasks(long execution) {
        engine.store()
                .executions()
                .tasks(execution)
                .forEach(task -> write(execution, new Change.RemoveTask(task.key())));
    }

    /** Whatever comes of mending, nothing is left to be found. */
    private void assertMended(long execution, Finding... expected) {
        assertThat(examine()).containsExactly(expected);
        assertThat(mend(execution)).containsExactly(expected);
        assertThat(examine()).isEmpty();
        assertThat(mend(execution)).isEmpty();
    }

    @Test
    void executions_that_are_under_way_look_healthy() {
        engine.publish(aWorkflow("w").does(aStep("a"), aStep("nap").waiting("{ for: PT1H }")));
        engine.publish(aWorkflow("x").does(aStep("b")));
        engine.tool().fails("b", ErrorClass.NETWORK);
        engine.start("w");
        long retrying = engine.start("x");
        assertThat(examine()).isEmpty();

        engine.tick();
        engine.assertThat(retrying).hasSteps("b=retrying");
        assertThat(examine()).isEmpty();
        engine.cancel(retrying);
        assertThat(examine()).isEmpty();
    }

    @Test
    void a_step_whose_task_was_lost_is_done_after_all() {
        engine.publish(aWorkflow("w").does(aStep("a"), aStep("b")));
        engine.tool().fails("a", ErrorClass.NETWORK);
        long execution = engine.start("w");
        engine.tick();
        loseTasks(execution);

        assertMended(execution, new Finding(Ailment.LOST_TASK, execution, "a"));
        engine.live(Duration.ofMinutes(10));

        engine.assertThat(execution).is("succeeded").tried("a", "retry done").tried("b", "done");
    }

    @Test
    void a_wait_whose_task_was_lost_still_ends_when_it_should() {
        engine.publish(aWorkflow("w").does(aStep("nap").waiting("{ for: PT2H }")));
        long execution = engine.start("w");
        engine.tick();
        loseTasks(execution);
        engine.clock().advance(Duration.ofHours(1));

        assertMended(execution, new Finding(Ailment.LOST_TASK, execution, "nap"));
        engine.live(Duration.ofMinutes(59));
        engine.assertThat(execution).is("waiting");
        engine.live(Duration.ofMinutes(2));

        engine.assertThat(execution).is("succeeded");
    }

    @Test
    void an_approval_whose_task_was_lost_can_be_answered_again() {
        engine.publish(aWorkflow("w").does(aStep("ask").asking("{ title: Really? }")));
        long execution = engine.start("w");
        engine.tick();
        loseTasks(execution);

        assertMended(execution, new Finding(Ailment.LOST_TASK, execution, "ask"));

        assertThat(engine.store().executions().tasks(execution))
                .singleElement()
                .satisfies(task -> assertThat(task.kind()).isEqualTo(Approval.TASK));
        engine.cancel(execution);
    }

    @Test
    void work_that_belongs_to_nothing_is_dropped() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        long ended = engine.start("w");
        engine.tick();
        engine.publish(aWorkflow("x").does(aStep("b"), aStep("nap").waiting("{ for: PT1H }")));
        long waiting = engine.start("x");
        engine.tick();
        long gone = 42;
        write(ended, new Change.AddTask(EngineRows.aTask(ended, "a")));
        write(gone, new Change.AddTask(EngineRows.aTask(gone, "a")));
        write(waiting, new Change.AddTask(EngineRows.aTask(waiting, "b")));

        assertThat(examine())
                .containsExactly(
                        new Finding(Ailment.STRAY_TASK, gone, "a"),
                        new Finding(Ailment.STRAY_TASK, ended, "a"),
                        new Finding(Ailment.STRAY_TASK, waiting, "b"));
        for (long execution : List.of(gone, ended, waiting)) {
            assertThat(mend(execution)).hasSize(1);
        }

        assertThat(examine()).isEmpty();
        engine.assertThat(ended).is("succeeded").tried("a", "done");
        engine.assertThat(waiting).is("waiting");
        engine.cancel(waiting);
    }

    @Test
    void an_execution_with_nothing_left_to_do_goes_on_from_where_it_stands() {
        engine.publish(aWorkflow("w").does(aStep("a"), aStep("b").with("{ of: \"{{ steps.a.output.id }}\" }")));
        engine.tool().answers("a", Map.of("id", "first")).next("b", call -> {
            ExecutionRow row = engine.store()
                    .executions()
                    .list("default", ExecutionStore.Filter.ALL, Long.MAX_VALUE, 1)
                    .getFirst();
            loseTasks(row.id());
            write(row.id(), new Change.SetExecution(row.next(row.status(), "a=S1", null, null)));
            return Map.of("stale", true);
        });
        long execution = engine.start("w");
        engine.tick();

        assertMended(execution, new Finding(Ailment.IDLE_EXECUTION, execution, ""));
        engine.live(Duration.ofMinutes(10));

        engine.assertThat(execution).is("succeeded").hasSteps("a=succeeded b=succeeded");
    }

    @Test
    void a_cancel_that_nothing_would_end_ends() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        long execution = engine.start("w");
        engine.cancel(execution);
        loseTasks(execution);
        engine.assertThat(execution).is("cancelling");

        assertMended(execution, new Finding(Ailment.ENDLESS_CANCEL, execution, ""));
        engine.tick();

        engine.assertThat(execution).is("cancelled");
    }

    private long unreadable() {
        engine.publish(aWorkflow("w").does(aStep("nap").waiting("{ for: PT1H }")));
        long execution = engine.start("w");
        engine.tick();
        ExecutionRow row = row(execution);
        write(execution, new Change.SetExecution(row.next(row.status(), "nap=Q", null, null)));
        return execution;
    }

    @Test
    void what_cannot_be_read_is_shown_and_can_be_cancelled_all_the_same() {
        long execution = unreadable();
        engine.assertThat(execution).is("waiting").hasSteps("nap=pending").tried("nap", "wait");

        engine.cancel(execution);
        engine.assertThat(execution).is("cancelled");
    }

    @Test
    void what_cannot_be_read_ends_as_failed_and_says_why() {
        long execution = unreadable();

        assertMended(execution, new Finding(Ailment.UNREADABLE_PROGRESS, execution, ""));

        assertThat(row(execution).failure()).contains("could not be read");
        engine.assertThat(execution).is("failed");
    }

    @Test
    void the_worker_of_a_task_that_was_lost_and_made_again_records_nothing() {
        engine.publish(aWorkflow("w").does(aStep("a")));
        long execution = engine.start("w");
        engine.tool().next("a", call -> {
            write(execution, new Change.RemoveTask(new TaskKey(execution, "a", 0)));
            assertThat(mend(execution)).hasSize(1);
            return Map.of("stale", true);
        });
        engine.tool().answers("a", Map.of("fresh", true));
        engine.node().runStarted();
        engine.live(Duration.ofSeconds(6));

        engine.assertThat(execution).is("succeeded").tried("a", "done").hasOutput("a", Map.of("fresh", true));
    }

    @Test
    void another_projects_executions_are_not_seen_and_not_mended() {
        engine.publish(aWorkflow("w").does(aStep("nap").waiting("{ for: PT1H }")));
        long execution = engine.start("w");
        engine.tick();

        assertThat(doctor().examine("other", Optional.empty()).checked()).isZero();
        for (long id : List.of(execution, 42L)) {
            assertThatThrownBy(() -> doctor().mend("other", id, "trace"))
                    .isInstanceOfSatisfying(
                            MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        }
        engine.cancel(execution);
    }

    @Test
    void a_lane_that_counts_other_slots_than_are_taken_is_mended_and_lets_in_who_waits() {
        engine.publish(aWorkflow("w")
                .keeping("concurrency: { limit: 1 }")
                .does(aStep("a"), aStep("nap").waiting("{ for: PT1H }")));
        LaneKey lane = LaneKey.of("default", "workflow:w", "");
        EngineRows.write(
                engine.store().stores().ledger(),
                Locks.NONE.and(List.of(lane)),
                new Change.SetLane(LaneRow.blank(lane).under(Limits.ofSlots(1))),
                new Change.Recount(lane, 1));
        long execution = engine.start("w");
        engine.tick();
        engine.assertThat(execution).is("queued");

        LaneCheckup checkup = engine.node().engine().laneCheckup();
        assertThat(checkup.examine("other")).isEmpty();
        assertThat(checkup.examine("default")).containsExactly(new LaneCheckup.Miscounted(lane, 1, 0));
        assertThat(checkup.mend("default")).hasSize(1);
        engine.tick();

        engine.assertThat(execution).is("waiting");
        assertThat(checkup.mend("default")).isEmpty();
    }
}
