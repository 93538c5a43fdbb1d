package io.millrace.core.queue;

import static io.millrace.core.engine.EngineRows.aTask;
import static io.millrace.core.engine.EngineRows.anExecution;
import static io.millrace.core.engine.EngineRows.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.FakeEngineStore;
import io.millrace.core.engine.SettableClock;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.workflow.FakeWorkflowStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of the store is set while two nodes work on it. What has really passed is measured apart from it. */
class NodeLeaseClockTest {
    private final FakeEngineStore store = new FakeEngineStore(new FakeWorkflowStore());
    private final SettableClock clock = new SettableClock(EngineRows.T0);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // it may overflow, as that of the system may
    private final NodeLease one = join("one");
    private final NodeLease two = join("two");

    private NodeLease join(String name) {
        NodeLease.Self self = new NodeLease.Self(name, "1", new Slots(2, nanos::get));
        return NodeLease.join(store.nodes(), clock, nanos::get, self, false, number -> {});
    }

    @BeforeEach
    void both_hold_a_task_and_trust_each_other() {
        write(store.ledger(), new Change.AddExecution(anExecution(1)));
        for (NodeLease node : List.of(one, two)) {
            write(store.ledger(), new Change.AddTask(aTask(1, "of-" + node.id())));
            store.tasks().claim(node.id(), clock.instant(), 1);
        }
        for (int beat = 0; beat < 5; beat++) {
            passes(NodeLease.HEARTBEAT);
            one.beat();
            two.beat();
        }
    }

    private void passes(Duration time) {
        clock.advance(time);
        nanos.addAndGet(time.toNanos());
    }

    private long held() {
        return store.executions().tasks(1).stream()
                .filter(task -> task.place() == TaskRow.Place.OWNED)
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "-PT1H", "PT9S", "-PT9S", "P366D"})
    void nobody_is_buried_who_is_alive(String jump) {
        clock.advance(Duration.parse(jump));
        for (int beat = 0; beat < 10; beat++) {
            passes(NodeLease.HEARTBEAT);
            one.beat();
            two.beat();
            assertThat(held()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "-PT1H", "-P366D"})
    void a_node_that_is_gone_is_buried_within_three_leases(String jump) {
        passes(NodeLease.HEARTBEAT);
        one.beat();
        clock.advance(Duration.parse(jump));
        for (Duration passed = Duration.ZERO;
                passed.compareTo(NodeLease.LEASE.multipliedBy(3)) < 0;
                passed = passed.plus(NodeLease.HEARTBEAT)) {
            passes(NodeLease.HEARTBEAT);
            one.beat();
        }

        assertThat(held()).as("only what the other holds is given back").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "-PT1H"})
    void a_machine_that_slept_lets_the_others_speak_first(String jump) {
        clock.advance(Duration.parse(jump)); // what has passed does not count sleep
        one.beat();
        assertThat(held()).isEqualTo(2);
        passes(Duration.ofSeconds(1));
        two.beat();
        passes(NodeLease.LEASE.minusSeconds(2));
        one.beat();
        two.beat();
        passes(NodeLease.HEARTBEAT);
        one.beat();

        assertThat(held()).isEqualTo(2);
    }
}
