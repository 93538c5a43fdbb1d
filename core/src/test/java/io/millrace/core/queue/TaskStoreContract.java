package io.millrace.core.queue;

import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.EngineRows.aTask;
import static io.millrace.core.engine.EngineRows.anExecution;
import static io.millrace.core.engine.EngineRows.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.EngineStores;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every queue does with waiting tasks. */
public abstract class TaskStoreContract {
    private static final long ME = 11;
    private static final long OTHER = 12;

    private EngineStores stores;
    private TaskStore tasks;

    protected abstract EngineStores stores();

    @BeforeEach
    void open() {
        stores = stores();
        tasks = stores.tasks();
    }

    private void given(TaskRow... rows) {
        for (TaskRow row : rows) {
            write(stores.ledger(), new Change.AddTask(row));
        }
    }

    private static TaskKey key(long execution) {
        return new TaskKey(execution, "a", 0);
    }

    /** The claim of a task that was written as {@link io.millrace.core.engine.EngineRows#aTask} and claimed so often. */
    private static HeldTask held(long execution, int claims) {
        return new HeldTask(key(execution), aTask(execution, "a").fence() + claims);
    }

    @Test
    void a_claimed_task_is_owned_with_a_greater_fence_and_otherwise_as_it_was() {
        given(aTask(1, "a"));

        List<TaskRow> claimed = tasks.claim(ME, T0, 10);

        assertThat(claimed).containsExactly(aTask(1, "a").ownedBy(ME));
        assertThat(stores.executions().tasks(1)).isEqualTo(claimed);
    }

    @Test
    void a_task_is_claimed_once() {
        given(aTask(1, "a"));

        assertThat(tasks.claim(ME, T0, 10)).hasSize(1);
        assertThat(tasks.claim(OTHER, T0, 10)).isEmpty();
    }

    @Test
    void no_task_is_claimed_before_its_turn() {
        given(aTask(1, "a", "default", T0.plusMillis(1)));

        assertThat(tasks.claim(ME, T0, 10)).isEmpty();
        assertThat(tasks.claim(ME, T0.plusMillis(1), 10)).hasSize(1);
    }

    @Test
    void the_longest_due_is_claimed_first() {
        given(
                aTask(1, "a", "default", T0.minusSeconds(1)),
                aTask(2, "a", "default", T0.minusSeconds(3)),
                aTask(3, "a", "default", T0.minusSeconds(2)));

        assertThat(tasks.claim(ME, T0, 2))
                .extracting(task -> task.key().subject())
                .containsExactly(2L, 3L);
        assertThat(tasks.claim(ME, T0, 2))
                .extracting(task -> task.key().subject())
                .containsExactly(1L);
    }

    @Test
    void a_limit_is_kept_and_shared_between_projects() {
        List<TaskRow> many = new ArrayList<>();
        for (long i = 1; i <= 20; i++) {
            many.add(aTask(i, "a", "big", T0.minusSeconds(100)));
        }
        many.add(aTask(101, "a", "small", T0));
        many.add(aTask(102, "a", "small", T0));
        given(many.toArray(TaskRow[]::new));

        List<TaskRow> claimed = tasks.claim(ME, T0, 6);

        assertThat(claimed).hasSize(6);
        assertThat(claimed).filteredOn(task -> task.project().equals("small")).hasSize(2);
    }

    @Test
    void what_one_project_leaves_of_its_share_others_get() {
        given(
                aTask(1, "a", "alpha", T0),
                aTask(11, "a", "beta", T0),
                aTask(12, "a", "beta", T0),
                aTask(13, "a", "beta", T0),
                aTask(21, "a", "gamma", T0.plusSeconds(1)));

        assertThat(tasks.claim(ME, T0, 4)).hasSize(4);
    }

    @Test
    void projects_are_served_in_turn_even_one_task_at_a_time() {
        for (String project : List.of("alpha", "beta", "gamma")) {
            for (long i = 0; i < 5; i++) {
                given(aTask(project.charAt(0) * 10L + i, "a", project, T0));
            }
        }

        Map<String, Integer> served = new HashMap<>();
        for (int i = 0; i < 6; i++) {
            tasks.claim(ME, T0, 1).forEach(task -> served.merge(task.project(), 1, Integer::sum));
        }

        assertThat(served).isEqualTo(Map.of("alpha", 2, "beta", 2, "gamma", 2));
    }

    @Test
    void claiming_all_of_many_tasks_gives_each_exactly_once() {
        for (long i = 1; i <= 30; i++) {
            given(aTask(i, "a", "p" + i % 7, T0));
        }

        Set<TaskKey> seen = new HashSet<>();
        int claimed = 0;
        for (List<TaskRow> next = tasks.claim(ME, T0, 4); !next.isEmpty(); next = tasks.claim(ME, T0, 4)) {
            assertThat(next).hasSizeLessThanOrEqualTo(4);
            next.forEach(task -> seen.add(task.key()));
            claimed += next.size();
        }

        assertThat(claimed).isEqualTo(30);
        assertThat(seen).hasSize(30);
    }

    @Test
    void a_queued_execution_does_not_run_because_somebody_lets_it_begin_or_tells_of_an_earlier_end() {
        ExecutionRow queued = anExecution(1, "default", ExecutionStatus.QUEUED);
        write(stores.ledger(), new Change.AddExecution(queued));
        given(
                TaskRow.ready(new TaskKey(1, "", Integer.MAX_VALUE), TaskRow.BEGIN, queued, T0, "trace"),
                TaskRow.ready(new TaskKey(1, "", 1), TaskRow.ENDED, queued, T0, "trace"),
                TaskRow.ready(new TaskKey(1, "a", -1), TaskRow.ABANDONED, queued, T0, "trace"));

        assertThat(tasks.claim(ME, T0, 10)).hasSize(3);
        assertThat(stores.executions().find(1)).contains(queued);
    }

    @Test
    void a_queued_execution_runs_once_a_task_of_it_is_claimed() {
        write(
                stores.ledger(),
                new Change.AddExecution(anExecution(1, "default", ExecutionStatus.QUEUED)),
                new Change.AddExecution(anExecution(2, "default", ExecutionStatus.CANCELLING)));
        given(aTask(1, "a"), aTask(2, "a"));

        tasks.claim(ME, T0, 10);

        ExecutionRow started = stores.executions().find(1).orElseThrow();
        assertThat(started.status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(started.revision()).isEqualTo(2);
        assertThat(stores.executions().find(2).orElseThrow().status()).isEqualTo(ExecutionStatus.CANCELLING);
    }

    @Test
    void parked_tasks_are_not_claimed() {
        TaskRow ready = aTask(1, "a");
        given(new TaskRow(ready.key(), "step", "default", TaskRow.Place.PARKED, T0, null, 1, 0, 0, 0, "trace"));

        assertThat(tasks.claim(ME, T0, 10)).isEmpty();
        assertThat(tasks.nextTurn()).isEmpty();
    }

    @Test
    void the_next_turn_is_that_of_the_earliest_ready_task_of_any_project() {
        assertThat(tasks.nextTurn()).isEmpty();
        given(aTask(1, "a", "zeta", T0.plusSeconds(5)), aTask(2, "a", "alpha", T0.plusSeconds(9)));

        assertThat(tasks.nextTurn()).contains(T0.plusSeconds(5));
        tasks.claim(ME, T0.plusSeconds(5), 1);
        assertThat(tasks.nextTurn()).contains(T0.plusSeconds(9));
        tasks.claim(ME, T0.plusSeconds(9), 1);
        assertThat(tasks.nextTurn()).isEmpty();
    }

    @Test
    void held_tasks_are_those_of_the_node() {
        given(aTask(1, "a"), aTask(2, "a", "default", T0.plusSeconds(1)), aTask(3, "a", "default", T0.plusSeconds(2)));
        tasks.claim(ME, T0, 1);
        tasks.claim(OTHER, T0.plusSeconds(1), 1);

        assertThat(tasks.heldBy(ME)).containsExactly(held(1, 1));
        assertThat(tasks.heldBy(OTHER)).containsExactly(held(2, 1));
        assertThat(tasks.heldBy(13)).isEmpty();
    }

    @Test
    void a_task_given_back_is_ready_at_once_with_a_greater_fence() {
        given(aTask(1, "a"));
        TaskRow claimed = tasks.claim(ME, T0, 1).getFirst();

        tasks.giveBack(ME, List.of(HeldTask.of(claimed)), false);

        TaskRow again = tasks.claim(OTHER, T0, 1).getFirst();
        assertThat(again.fence()).isGreaterThan(claimed.fence() + 1);
        assertThat(again.crashes()).isZero();
    }

    @Test
    void a_crash_is_counted_when_a_task_is_given_back_for_one() {
        given(aTask(1, "a"));
        tasks.claim(ME, T0, 1);
        tasks.giveBack(ME, tasks.heldBy(ME), true);
        tasks.claim(ME, T0, 1);
        tasks.giveBack(ME, tasks.heldBy(ME), true);

        assertThat(stores.executions().tasks(1)).extracting(TaskRow::crashes).containsExactly(2);
    }

    @Test
    void tasks_that_two_servers_died_with_are_claimed_one_at_a_time_by_each_node() {
        given(aTask(1, "a"), aTask(2, "a"), aTask(3, "a"));
        for (int crash = 1; crash <= TaskStore.LAST_CHANCE; crash++) {
            assertThat(tasks.claim(ME, T0, 9)).hasSize(3);
            tasks.giveBack(ME, tasks.heldBy(ME), true);
        }
        given(aTask(4, "a"));

        assertThat(tasks.claim(ME, T0, 9))
                .extracting(task -> task.key().subject())
                .containsExactly(1L, 4L);
        assertThat(tasks.claim(ME, T0, 9)).as("while it holds one").isEmpty();
        assertThat(tasks.claim(OTHER, T0, 9)).extracting(TaskRow::key).containsExactly(key(2));

        tasks.giveBack(ME, tasks.heldBy(ME), true);
        assertThat(tasks.claim(ME, T0, 9))
                .as("the one that more died with may go beside any other")
                .extracting(task -> task.key().subject() + " " + task.crashes())
                .containsExactlyInAnyOrder("3 2", "1 3", "4 1");
    }

    @Test
    void what_somebody_else_holds_cannot_be_given_back() {
        given(aTask(1, "a"), aTask(2, "a", "default", T0.plusSeconds(9)));
        List<TaskRow> claimed = tasks.claim(OTHER, T0, 1);

        tasks.giveBack(ME, List.of(held(1, 1), held(2, 0), held(3, 0)), true);

        assertThat(stores.executions().tasks(1)).isEqualTo(claimed);
        assertThat(stores.executions().tasks(2)).extracting(TaskRow::crashes).containsExactly(0);
    }

    @Test
    void what_was_claimed_again_since_is_not_given_back() {
        given(aTask(1, "a"));
        HeldTask before = HeldTask.of(tasks.claim(ME, T0, 1).getFirst());
        tasks.giveBack(ME, List.of(before), false);
        List<TaskRow> again = tasks.claim(ME, T0, 1);

        tasks.giveBack(ME, List.of(before), true);

        assertThat(stores.executions().tasks(1)).isEqualTo(again);
    }

    @Test
    void executions_being_cancelled_are_found_on_the_nodes_that_hold_their_tasks() {
        write(
                stores.ledger(),
                new Change.AddExecution(anExecution(1, "default", ExecutionStatus.CANCELLING)),
                new Change.AddExecution(anExecution(2, "default", ExecutionStatus.RUNNING)));
        given(aTask(1, "a"), aTask(1, "b"), aTask(2, "a"));
        tasks.claim(ME, T0, 10);

        assertThat(tasks.cancelledOn(ME)).containsExactly(1L);
        assertThat(tasks.cancelledOn(OTHER)).isEmpty();
    }

    @Test
    void the_oldest_due_task_is_that_of_the_project_which_nobody_has_claimed() {
        given(
                aTask(1, "a", "alpha", T0.plusSeconds(1)),
                aTask(2, "a", "beta", T0.minusSeconds(9)),
                aTask(3, "a", "alpha", T0.minusSeconds(5)));

        assertThat(tasks.oldestDue("alpha", T0)).contains(T0.minusSeconds(5));
        assertThat(tasks.oldestDue("alpha", T0.minusSeconds(6))).isEmpty();
        assertThat(tasks.oldestDue("gamma", T0)).isEmpty();
        tasks.claim(1, T0, 10);
        assertThat(tasks.oldestDue("alpha", T0)).isEmpty();
    }

    @Test
    void the_depth_counts_what_is_due_and_knows_the_oldest() {
        Instant oldest = T0.minusSeconds(30);
        assertThat(tasks.depth(T0, 10)).isEqualTo(new TaskStore.Depth(0, Optional.empty()));
        given(aTask(4, "a", "gamma", T0.plusSeconds(2)));
        assertThat(tasks.depth(T0, 10)).isEqualTo(new TaskStore.Depth(0, Optional.empty()));
        given(aTask(1, "a", "alpha", oldest), aTask(2, "a", "beta", T0), aTask(3, "a", "alpha", T0.plusSeconds(1)));

        assertThat(tasks.depth(T0, 10)).isEqualTo(new TaskStore.Depth(2, Optional.of(oldest)));
        assertThat(tasks.depth(T0, 1)).as("counted to one").isEqualTo(new TaskStore.Depth(1, Optional.of(oldest)));
    }
}
