package io.millrace.store;

import static io.millrace.core.engine.EngineRows.PROJECT;
import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.EngineRows.aTask;
import static io.millrace.core.engine.EngineRows.write;
import static io.millrace.core.engine.WorkflowText.aStep;
import static io.millrace.core.engine.WorkflowText.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.engine.EngineStores;
import io.millrace.core.engine.ManualEngine;
import io.millrace.core.engine.ScriptedUnit;
import io.millrace.core.engine.SettableClock;
import io.millrace.core.execution.LaneVisits;
import io.millrace.core.execution.StepOutcomes;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.Limits;
import io.millrace.core.lane.Rate;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.Committer;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.workflow.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three servers on one PostgreSQL, whose steps want much more of one connection than it allows. */
class PostgresLanesTest {
    private static final LaneKey LANE = new LaneKey(PROJECT, "connection:chat", "");
    private static final Duration TURN = Duration.ofMillis(100);
    private static final int NODES = 3;

    private final SettableClock clock = new SettableClock(T0);
    private final DatabaseLocation location = TestDatabases.postgresLocation();
    private final ExecutorService threads = Executors.newFixedThreadPool(NODES);
    private final Plan plan = plan();
    private final AtomicLong executions = new AtomicLong();
    private final Queue<Instant> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostInside = new AtomicInteger();
    private final List<Node> nodes = new ArrayList<>();

    private static Plan plan() {
        try (ManualEngine engine = new ManualEngine()) {
            return engine.publish(aWorkflow("w").does(aStep("a"))).plan();
        }
    }

    /** One server: it offers work, looks at lanes, claims, asks, calls and records, as the engine does. */
    private final class Node implements AutoCloseable {
        private final long id;
        private final Limits limits;
        private final Database database = Databases.open(location);
        private final EngineStores stores = SqlEngineStores.of(database);
        private final Committer committer =
                new Committer(stores.ledger(), 0, Committer.MAX_GROUP, clock, new SimpleMeterRegistry());

        Node(long id, Limits limits) {
            this.id = id;
            this.limits = limits;
        }

        void offer(int count) {
            for (int i = 0; i < count; i++) {
                long execution = executions.incrementAndGet();
                write(
                        stores.ledger(),
                        new Change.AddExecution(StepOutcomes.executionWith(execution, List.of("a"))),
                        new Change.AddTask(aTask(execution, "a", PROJECT, clock.instant())));
            }
        }

        void turn() {
            stores.lanes().due(clock.instant(), 10).forEach(this::look);
            stores.tasks().claim(id, clock.instant(), 20).forEach(this::visit);
        }

        private void look(LaneKey lane) {
            committer.commit(new ScriptedUnit<>(
                    Locks.NONE.and(List.of(lane)), rows -> new ScriptedUnit.Decided<>(true, List.of())));
        }

        private void visit(TaskRow task) {
            boolean late = limits.rate()
                    .filter(rate -> task.turnAt().plus(rate.tolerance()).isBefore(clock.instant()))
                    .isPresent();
            boolean admitted = LANE.equals(task.lane()) && !late;
            if (admitted || committer.commit(LaneVisits.admission(task, LANE, limits, clock.instant()))) {
                mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
                calls.add(clock.instant());
                inside.decrementAndGet();
                committer.commit(StepOutcomes.success(plan, task));
            }
        }

        @Override
        public void close() {
            committer.close();
            database.close();
        }
    }

    private void open(Limits limits) {
        for (int i = 1; i <= NODES; i++) {
            nodes.add(new Node(i, limits));
        }
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        nodes.forEach(Node::close);
    }

    /** All nodes do their part of one turn of the clock at the same time. */
    private void turn(int offered) throws ExecutionException, InterruptedException {
        List<Future<?>> turns = new ArrayList<>();
        for (Node node : nodes) {
            turns.add(threads.submit(() -> {
                node.offer(offered);
                node.turn();
            }));
        }
        for (Future<?> turn : turns) {
            turn.get();
        }
        clock.advance(TURN);
    }

    @Test
    void ten_times_the_rate_of_a_lane_on_three_servers_uses_the_rate_and_never_exceeds_it() throws Exception {
        int limit = 24;
        Duration period = Duration.ofSeconds(8);
        int periods = 6;
        open(new Limits(Optional.empty(), Optional.of(new Rate(limit, period))));
        long turns = period.multipliedBy(periods).dividedBy(TURN);
        for (int i = 0; i < turns; i++) {
            turn(1); // three in a tenth of a second, where three in a second are allowed
        }

        List<Instant> all = calls.stream().sorted().toList();
        for (Instant from : all) {
            assertThat(all)
                    .filteredOn(at -> !at.isBefore(from) && at.isBefore(from.plus(period)))
                    .hasSizeLessThanOrEqualTo(limit);
        }
        assertThat(all).hasSizeGreaterThanOrEqualTo(limit * periods * 95 / 100);
        assertThat(nodes.getFirst().stores.lanes().miscounted(PROJECT, 10)).isEmpty();
    }

    @Test
    void three_servers_never_have_more_slots_of_a_lane_than_there_are() throws Exception {
        open(Limits.ofSlots(2));
        for (int i = 0; i < 40; i++) {
            turn(3);
        }
        while (nodes.getFirst().stores.lanes().waiting(LANE, 1) > 0) {
            turn(0);
        }
        turn(0);

        assertThat(mostInside.get()).isLessThanOrEqualTo(2);
        assertThat(calls).hasSize(executions.intValue());
        assertThat(nodes.getFirst().stores.lanes().miscounted(PROJECT, 10)).isEmpty();
        assertThat(nodes.getFirst().stores.lanes().find(LANE).orElseThrow().held())
                .isZero();
    }

    @Test
    void servers_that_die_with_slots_leak_none() throws Exception {
        open(Limits.ofSlots(2));
        Node first = nodes.getFirst();
        first.offer(6);
        for (TaskRow task : first.stores.tasks().claim(first.id, clock.instant(), 20)) {
            first.committer.commit(LaneVisits.admission(task, LANE, first.limits, clock.instant()));
        }
        assertThat(first.stores.lanes().find(LANE).orElseThrow().held()).isEqualTo(2);
        assertThat(first.stores.lanes().waiting(LANE, 10)).isEqualTo(4);

        // Incarnations that are no members any more are buried by whoever looks first.
        nodes.get(1).stores.nodes().buryDead(nodes.get(1).id, clock.instant(), false);
        for (int i = 0; i < 10; i++) {
            nodes.get(1).turn();
        }

        assertThat(calls).hasSize(6);
        assertThat(nodes.get(1).stores.lanes().miscounted(PROJECT, 10)).isEmpty();
        assertThat(nodes.get(1).stores.lanes().find(LANE).orElseThrow().held()).isZero();
    }
}
