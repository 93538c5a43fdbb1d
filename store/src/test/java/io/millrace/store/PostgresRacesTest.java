package io.millrace.store;

import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.EngineRows.aTask;
import static io.millrace.core.engine.EngineRows.anEvent;
import static io.millrace.core.engine.EngineRows.anExecution;
import static io.millrace.core.engine.EngineRows.write;
import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.engine.EngineStores;
import io.millrace.core.engine.ManualEngine;
import io.millrace.core.engine.ScriptedUnit;
import io.millrace.core.execution.StepOutcomes;
import io.millrace.core.ledger.Batch;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.Committer;
import io.millrace.core.ledger.DedupeClaim;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.FenceLostException;
import io.millrace.core.ledger.LedgerStore;
import io.millrace.core.ledger.LoadedRows;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.queue.NodeStore;
import io.millrace.core.workflow.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers on one PostgreSQL, at the same instant. */
class PostgresRacesTest {
    private static final long ONE = 41;
    private static final long TWO = 42;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Plan plan = plan();
    private Database first;
    private Database second;
    private EngineStores one;
    private EngineStores two;

    private static Plan plan() {
        try (ManualEngine engine = new ManualEngine()) {
            return engine.publish(aWorkflow("orders")
                            .does(
                                    aStep("a").after(),
                                    aStep("b").after(),
                                    aStep("join").after("a", "b")))
                    .plan();
        }
    }

    @BeforeEach
    void open() {
        DatabaseLocation location = TestDatabases.postgresLocation();
        first = Databases.open(location);
        second = Databases.open(location);
        one = SqlEngineStores.of(first);
        two = SqlEngineStores.of(second);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        first.close();
        second.close();
    }

    private static Committer committer(LedgerStore ledger) {
        return new Committer(ledger, 0, new SimpleMeterRegistry());
    }

    /** Runs two pieces of work at once and waits for both. */
    private void together(Callable<?> left, Callable<?> right) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        Future<?> other = threads.submit(() -> {
            start.await(20, TimeUnit.SECONDS);
            return right.call();
        });
        start.await(20, TimeUnit.SECONDS);
        left.call();
        other.get(60, TimeUnit.SECONDS);
    }

    /** An execution whose branches {@code a} and {@code b} are held, one by each node. */
    private TaskRow[] branches(long execution) {
        TaskRow left = aTask(execution, "a").ownedBy(ONE);
        TaskRow right = aTask(execution, "b").ownedBy(TWO);
        write(
                one.ledger(),
                new Change.AddExecution(StepOutcomes.executionWith(execution, List.of("a", "b"))),
                new Change.AddTask(left),
                new Change.AddTask(right));
        return new TaskRow[] {left, right};
    }

    private List<String> tasks(long execution) {
        return one.executions().tasks(execution).stream()
                .map(task -> task.key().step())
                .toList();
    }

    @Test
    void two_branches_that_end_at_the_same_instant_on_two_servers_join_exactly_once() throws Exception {
        Committer left = committer(one.ledger());
        Committer right = committer(two.ledger());
        for (long execution = 1; execution <= 150; execution++) {
            TaskRow[] held = branches(execution);

            together(
                    () -> left.commit(StepOutcomes.success(plan, held[0])),
                    () -> right.commit(StepOutcomes.success(plan, held[1])));

            assertThat(tasks(execution)).as("tasks of execution " + execution).containsExactly("join");
            assertThat(one.executions().attempts(execution)).hasSize(2);
        }
    }

    @Test
    void an_event_that_is_replayed_is_not_dropped_as_too_old_meanwhile() throws Exception {
        write(one.ledger(), new Change.AddEvent(anEvent(1)));
        Callable<Integer> purge = () -> two.executions().purge(T0, T0, 50);

        committer(one.ledger()).commit(replay(1, () -> {
            try {
                assertThat(threads.submit(purge).get(20, TimeUnit.SECONDS)).isZero();
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }));
        assertThat(one.executions().find(1)).isPresent();

        for (long event = 2; event <= 60; event++) {
            write(one.ledger(), new Change.AddEvent(anEvent(event)));
            Unit<Boolean> replay = replay(event, () -> {});
            together(() -> committer(one.ledger()).commit(replay), purge);

            assertThat(one.events().find(event).isPresent())
                    .as("event %s is there as long as its execution", event)
                    .isEqualTo(one.executions().find(event).isPresent());
        }
    }

    /** An execution for an event, if the event is there. */
    private static Unit<Boolean> replay(long event, Runnable meanwhile) {
        Locks locks = new Locks(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(event));
        return new ScriptedUnit<>(locks, rows -> {
            meanwhile.run();
            return rows.stored(event)
                    ? ScriptedUnit.Decided.of(true, new Change.AddExecution(anExecution(event)))
                    : ScriptedUnit.Decided.of(false);
        });
    }

    /** The proof by removal: with rows that are read and not locked, each branch sees the other one still running. */
    @Test
    void without_the_row_lock_the_join_would_be_lost() throws Exception {
        Committer left = committer(new SqlLedgerStore(first, ""));
        Committer right = committer(new SqlLedgerStore(second, ""));
        TaskRow[] held = branches(1);
        CyclicBarrier bothHaveRead = new CyclicBarrier(2);

        together(
                () -> left.commit(new Meeting<>(StepOutcomes.success(plan, held[0]), bothHaveRead)),
                () -> right.commit(new Meeting<>(StepOutcomes.success(plan, held[1]), bothHaveRead)));

        assertThat(one.executions().attempts(1)).as("both branches have ended").hasSize(2);
        assertThat(tasks(1)).as("and nobody made the join").isEmpty();
        assertThat(one.executions().find(1).orElseThrow().status())
                .as("so it would run for ever")
                .isEqualTo(ExecutionStatus.RUNNING);
    }

    /** Waits for the other one between reading and deciding, the first time. */
    private record Meeting<R>(Unit<R> unit, CyclicBarrier barrier, AtomicBoolean met) implements Unit<R> {
        Meeting(Unit<R> unit, CyclicBarrier barrier) {
            this(unit, barrier, new AtomicBoolean());
        }

        @Override
        public Locks locks() {
            return unit.locks();
        }

        @Override
        public Decision<R> decide(Rows rows) {
            if (met.compareAndSet(false, true)) {
                try {
                    barrier.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    throw new IllegalStateException("the other one did not come", e);
                }
            }
            return unit.decide(rows);
        }
    }

    @Test
    void a_task_claimed_by_many_threads_of_two_servers_is_given_to_one() throws Exception {
        int count = 600;
        List<Change> changes = new ArrayList<>();
        for (long i = 1; i <= count; i++) {
            changes.add(new Change.AddTask(aTask(i, "a", "p" + i % 5, T0)));
        }
        write(one.ledger(), changes.toArray(Change[]::new));
        Set<TaskKey> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger claimed = new AtomicInteger();
        List<Future<?>> workers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            EngineStores stores = i % 2 == 0 ? one : two;
            long node = 100L + i;
            workers.add(threads.submit(() -> {
                while (claimed.get() < count) {
                    List<TaskRow> tasks = stores.tasks().claim(node, T0, 7);
                    assertThat(tasks).hasSizeLessThanOrEqualTo(7);
                    claimed.addAndGet(tasks.size());
                    tasks.forEach(task -> seen.add(task.key()));
                }
                return true;
            }));
        }
        await(workers);

        assertThat(claimed).hasValue(count);
        assertThat(seen).hasSize(count);
    }

    private static void await(List<Future<?>> workers) throws Exception {
        for (Future<?> worker : workers) {
            try {
                worker.get(120, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw new AssertionError("a worker failed", e.getCause());
            }
        }
    }

    @Test
    void of_two_deliveries_at_the_same_instant_one_is_stored() throws Exception {
        Committer left = committer(one.ledger());
        Committer right = committer(two.ledger());
        for (long round = 1; round <= 60; round++) {
            long id = round * 10;
            together(() -> left.commit(delivery("k" + id, id)), () -> right.commit(delivery("k" + id, id + 1)));

            assertThat(one.events().find(id).isPresent()
                            ^ one.events().find(id + 1).isPresent())
                    .as("exactly one of round " + round)
                    .isTrue();
        }
    }

    private static Unit<Long> delivery(String key, long id) {
        DedupeClaim claim = new DedupeClaim("source", key, id, T0, T0.plus(Duration.ofDays(3)));
        Locks locks = new Locks(List.of(claim), List.of(id), List.of(), List.of(), List.of(), List.of());
        return new ScriptedUnit<>(
                locks,
                rows -> rows.holder(claim) == id
                        ? ScriptedUnit.Decided.of(id, new Change.AddEvent(anEvent(id)))
                        : ScriptedUnit.Decided.of(rows.holder(claim)));
    }

    // --- a storm ---------------------------------------------------------------------------------------------------

    @Test
    void a_storm_of_everything_on_two_servers_never_waits_in_a_circle() throws Exception {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        Queue<Future<?>> answers = new ConcurrentLinkedQueue<>();
        for (long execution = 1; execution <= 30; execution++) {
            write(
                    one.ledger(),
                    new Change.AddExecution(StepOutcomes.executionWith(execution, List.of("a", "b"))),
                    new Change.AddTask(aTask(execution, "a")),
                    new Change.AddTask(aTask(execution, "b")));
        }
        List<Future<?>> workers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Random random = new Random(i);
            long node = 200L + i;
            EngineStores stores = i % 2 == 0 ? one : two;
            Committer committer =
                    new Committer(new RecordingLedgerStore(stores.ledger(), failures), 2, new SimpleMeterRegistry());
            workers.add(threads.submit(() -> {
                try (committer) {
                    stores.nodes().join(storming(node), T0, Duration.ofMinutes(5));
                    for (int turn = 0; turn < 60; turn++) {
                        storm(stores, committer, node, turn, random, answers);
                    }
                }
                return true;
            }));
        }
        await(workers);

        assertThat(failures).isEmpty();
        assertThat(answers).isNotEmpty().allMatch(Future::isDone);
        long deadlocks = first.read(handle -> handle.createQuery(
                        "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
                .mapTo(Long.class)
                .one());
        assertThat(deadlocks).isZero();
    }

    private static NodeStore.Joining storming(long node) {
        return new NodeStore.Joining(node, "storm", "1", 8, false);
    }

    private void storm(
            EngineStores stores, Committer committer, long node, int turn, Random random, Queue<Future<?>> answers) {
        switch (random.nextInt(6)) {
            case 0 -> {
                for (TaskRow task : stores.tasks().claim(node, T0.plusSeconds(60), 1 + random.nextInt(20))) {
                    Unit<?> unit = random.nextBoolean() ? toucher(task.key()) : recorder(task);
                    answers.add(committer.submit(unit));
                }
            }
            case 1 -> stores.tasks().giveBack(node, stores.tasks().heldBy(node), random.nextBoolean());
            case 2 -> {
                stores.nodes().leave(node, T0);
                stores.nodes().join(storming(node), T0, Duration.ofMinutes(5));
                stores.nodes().buryDead(node, T0, random.nextInt(10) == 0);
            }
            case 3 -> stores.executions().purge(T0.minusSeconds(1), T0.plus(Duration.ofDays(9)), 50);
            case 4 -> {
                for (int i = 0; i < 8; i++) {
                    answers.add(committer.submit(twoKeys(random, node * 10_000 + turn * 10L + i)));
                }
            }
            default -> {
                for (int i = 0; i < 12; i++) {
                    answers.add(committer.submit(toucher(new TaskKey(1 + random.nextInt(30), "a", 0))));
                }
            }
        }
    }

    /** Records a step if it is still held. */
    private Unit<?> recorder(TaskRow task) {
        return StepOutcomes.retry(plan, task, T0);
    }

    /** Changes an execution and puts its first task back in place, whoever holds it. */
    private static Unit<Boolean> toucher(TaskKey key) {
        return new ScriptedUnit<>(Locks.ofExecution(key.subject()), rows -> {
            ExecutionRow row = rows.execution(key.subject()).orElseThrow(() -> new FenceLostException(key, 0));
            List<Change> changes = new ArrayList<>();
            changes.add(new Change.SetExecution(row.next(ExecutionStatus.RUNNING, row.progress(), null, null)));
            rows.tasksOf(key.subject()).stream().findFirst().ifPresent(task -> {
                changes.add(new Change.RemoveTask(task.key()));
                changes.add(new Change.AddTask(
                        TaskRow.ready(task.key(), "step", row, T0, "trace").afterTries(task.tries())));
            });
            return new ScriptedUnit.Decided<>(true, changes);
        });
    }

    /** Claims two of a few keys and stores its event if it has both. */
    private static Unit<Boolean> twoKeys(Random random, long id) {
        DedupeClaim left = new DedupeClaim("storm", "k" + random.nextInt(12), id, T0, T0.plus(Duration.ofDays(3)));
        DedupeClaim right = new DedupeClaim("storm", "l" + random.nextInt(12), id, T0, T0.plus(Duration.ofDays(3)));
        Locks locks = new Locks(List.of(right, left), List.of(id), List.of(), List.of(), List.of(), List.of());
        return new ScriptedUnit<>(locks, rows -> {
            boolean both = rows.holder(left) == id && rows.holder(right) == id;
            return both
                    ? ScriptedUnit.Decided.of(true, new Change.AddEvent(anEvent(id)))
                    : ScriptedUnit.Decided.of(false);
        });
    }

    /** Keeps what the store throws, which a committer would try again and forget. */
    private record RecordingLedgerStore(LedgerStore store, Queue<Throwable> failures) implements LedgerStore {
        @Override
        public void transact(Locks locks, boolean again, Function<LoadedRows, Batch> decide) {
            try {
                store.transact(locks, again, decide);
            } catch (RuntimeException e) {
                failures.add(e);
                throw e;
            }
        }
    }
}
