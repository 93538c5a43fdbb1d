package io.millrace.core.execution;

import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.EngineRows.aTask;
import static io.millrace.core.engine.EngineRows.write;
import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.engine.EngineStores;
import io.millrace.core.engine.ManualEngine;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.Committer;
import io.millrace.core.ledger.DedupeClaim;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.FenceLostException;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.ledger.ScheduleRow;
import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.ledger.VariableKey;
import io.millrace.core.ledger.VariableRow;
import io.millrace.core.queue.HeldTask;
import io.millrace.core.workflow.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On every store: an outcome is recorded by whoever holds the task, and by nobody else. */
public abstract class FenceContract {
    private static final long FIRST = 31;
    private static final long SECOND = 32;
    private static final TaskKey KEY = new TaskKey(1, "a", 0);
    private static final Plan PLAN = plan();

    private EngineStores stores;
    private Committer committer;
    private TaskRow claimed;

    protected abstract EngineStores stores();

    private static Plan plan() {
        try (ManualEngine engine = new ManualEngine()) {
            return engine.publish(aWorkflow("orders").does(aStep("a"), aStep("b")))
                    .plan();
        }
    }

    @BeforeEach
    void claim() {
        stores = stores();
        committer = new Committer(stores.ledger(), 0, new SimpleMeterRegistry());
        write(
                stores.ledger(),
                new Change.AddExecution(StepOutcomes.executionWith(1, List.of("a"))),
                new Change.AddTask(aTask(1, "a")));
        claimed = stores.tasks().claim(FIRST, T0, 1).getFirst();
    }

    private List<String> decisions() {
        return stores.executions().attempts(1).stream()
                .map(AttemptRow::decision)
                .toList();
    }

    private void isRefused(TaskRow shown) {
        ExecutionRow before = stores.executions().find(1).orElseThrow();
        assertThatThrownBy(() -> committer.commit(StepOutcomes.success(PLAN, shown)))
                .isInstanceOf(FenceLostException.class);
        assertThat(decisions()).isEmpty();
        assertThat(stores.executions().find(1)).contains(before);
    }

    @Test
    void who_holds_the_task_records_its_outcome_and_what_follows() {
        committer.commit(StepOutcomes.success(PLAN, claimed));

        assertThat(decisions()).containsExactly("done");
        assertThat(stores.executions().tasks(1))
                .extracting(task -> task.key().step())
                .containsExactly("b");
    }

    @Test
    void an_outcome_is_recorded_once_however_often_it_is_offered() {
        committer.commit(StepOutcomes.success(PLAN, claimed));

        assertThatThrownBy(() -> committer.commit(StepOutcomes.success(PLAN, claimed)))
                .isInstanceOf(FenceLostException.class);
        assertThat(decisions()).containsExactly("done");
    }

    @Test
    void a_wrong_fence_is_refused() {
        isRefused(new TaskRow(
                KEY, "step", "default", TaskRow.Place.OWNED, T0, FIRST, claimed.fence() - 1, 0, 0, 0, "trace"));
    }

    @Test
    void a_wrong_owner_is_refused() {
        isRefused(new TaskRow(
                KEY, "step", "default", TaskRow.Place.OWNED, T0, SECOND, claimed.fence(), 0, 0, 0, "trace"));
    }

    @Test
    void a_task_that_was_given_back_is_not_held() {
        stores.tasks().giveBack(FIRST, List.of(HeldTask.of(claimed)), true);
        isRefused(claimed);
    }

    @Test
    void a_task_that_another_one_took_over_is_not_held() {
        stores.tasks().giveBack(FIRST, List.of(HeldTask.of(claimed)), true);
        stores.tasks().claim(SECOND, T0, 1);
        isRefused(claimed);
    }

    @Test
    void a_task_claimed_again_by_the_same_node_has_another_fence() {
        stores.tasks().giveBack(FIRST, List.of(HeldTask.of(claimed)), true);
        TaskRow again = stores.tasks().claim(FIRST, T0, 1).getFirst();
        isRefused(claimed);

        committer.commit(StepOutcomes.success(PLAN, again));
        assertThat(decisions()).containsExactly("done");
    }

    @Test
    void a_task_that_is_gone_is_not_held() {
        committer.commit(new Cancellation.Request("default", 1, T0, "trace"));
        TaskRow deadline =
                stores.tasks().claim(SECOND, T0.plus(Cancellation.BOUND), 1).getFirst();
        committer.commit(new Cancellation.Deadline(deadline, List.of(), T0.plus(Cancellation.BOUND)));

        isRefused(claimed);
        assertThat(stores.executions().find(1).orElseThrow().status()).isEqualTo(ExecutionStatus.CANCELLED);
    }

    @Test
    void a_task_made_anew_by_a_restart_is_not_the_one_that_was_held() {
        committer.commit(new Cancellation.Request("default", 1, T0, "trace"));
        TaskRow deadline =
                stores.tasks().claim(SECOND, T0.plus(Cancellation.BOUND), 1).getFirst();
        committer.commit(new Cancellation.Deadline(deadline, List.of(), T0.plus(Cancellation.BOUND)));
        committer.commit(new Restart(
                stores.executions().find(1).orElseThrow(), PLAN, T0, "trace", new Planning.Ownership(FIRST, 1)));

        isRefused(claimed);
    }

    @Test
    void a_restart_whose_answer_was_lost_is_known_again_and_another_restart_is_refused() {
        committer.commit(new Cancellation.Request("default", 1, T0, "trace"));
        committer.commit(StepOutcomes.success(PLAN, claimed));
        ExecutionRow cancelled = stores.executions().find(1).orElseThrow();
        Restart restart = new Restart(cancelled, PLAN, T0, "one request", new Planning.Ownership(FIRST, 1));
        Restart other = new Restart(cancelled, PLAN, T0, "another request", new Planning.Ownership(FIRST, 1));

        ExecutionRow restarted = committer.commit(restart).execution();

        assertThat(committer.commit(restart)).isEqualTo(new Advanced(restarted, List.of(), Optional.empty()));
        assertThatThrownBy(() -> committer.commit(other)).hasMessageContaining("Only failed and cancelled executions");
        assertThat(stores.executions().find(1)).contains(restarted);
    }

    @Test
    void a_deadline_of_an_earlier_cancellation_does_not_end_a_later_one() {
        committer.commit(new Cancellation.Request("default", 1, T0, "trace"));
        TaskRow deadline =
                stores.tasks().claim(SECOND, T0.plus(Cancellation.BOUND), 1).getFirst();
        committer.commit(StepOutcomes.success(PLAN, claimed));
        committer.commit(new Restart(
                stores.executions().find(1).orElseThrow(), PLAN, T0, "trace", new Planning.Ownership(FIRST, 1)));
        committer.commit(new Cancellation.Request("default", 1, T0, "trace"));

        assertThatThrownBy(() -> committer.commit(new Cancellation.Deadline(deadline, List.of(), T0)))
                .isInstanceOf(FenceLostException.class);
        assertThat(stores.executions().find(1).orElseThrow().status()).isEqualTo(ExecutionStatus.CANCELLING);
    }

    /** The proof by removal: the same story told by a unit that takes every row for its own. */
    @Test
    void without_the_fence_a_stale_outcome_would_be_recorded_in_place_of_the_right_one() {
        stores.tasks().giveBack(FIRST, List.of(HeldTask.of(claimed)), true);
        TaskRow taken = stores.tasks().claim(SECOND, T0, 1).getFirst();
        isRefused(claimed);

        committer.commit(new Unfenced<>(StepOutcomes.success(PLAN, claimed), claimed));

        assertThat(decisions()).as("the stale one").containsExactly("done");
        assertThat(stores.executions().tasks(1))
                .as("what follows begins while the rightful holder is still at work")
                .extracting(task -> task.key().step())
                .containsExactly("b");
        assertThatThrownBy(() -> committer.commit(StepOutcomes.retry(PLAN, taken, T0)))
                .as("whose own outcome is lost")
                .isInstanceOf(FenceLostException.class);
    }

    /** Decides on rows that always show the task as held by whoever asks. */
    private record Unfenced<R>(Unit<R> unit, TaskRow claimed) implements Unit<R> {
        @Override
        public Locks locks() {
            return unit.locks();
        }

        @Override
        public Decision<R> decide(Rows rows) {
            return unit.decide(new Rows() {
                @Override
                public Instant now() {
                    return rows.now();
                }

                @Override
                public Optional<ExecutionRow> execution(long id) {
                    return rows.execution(id);
                }

                @Override
                public Optional<TaskRow> task(TaskKey key) {
                    return rows.task(key)
                            .map(row -> new TaskRow(
                                    key,
                                    row.kind(),
                                    row.project(),
                                    claimed.place(),
                                    row.turnAt(),
                                    claimed.owner(),
                                    claimed.fence(),
                                    row.tries(),
                                    row.spent(),
                                    row.crashes(),
                                    row.trace(),
                                    row.lane()));
                }

                @Override
                public List<TaskRow> tasksOf(long execution) {
                    return rows.tasksOf(execution);
                }

                @Override
                public Optional<ScheduleRow> schedule(ScheduleKey key) {
                    return rows.schedule(key);
                }

                @Override
                public Optional<VariableRow> variable(VariableKey key) {
                    return rows.variable(key);
                }

                @Override
                public LaneRow lane(LaneKey key) {
                    return rows.lane(key);
                }

                @Override
                public boolean waiting(LaneKey key) {
                    return rows.waiting(key);
                }

                @Override
                public long holder(DedupeClaim claim) {
                    return rows.holder(claim);
                }

                @Override
                public boolean stored(long event) {
                    return rows.stored(event);
                }

                @Override
                public Optional<EventRow> earlier(long event) {
                    return rows.earlier(event);
                }
            });
        }
    }
}
