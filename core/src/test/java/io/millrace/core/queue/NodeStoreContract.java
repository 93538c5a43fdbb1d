package io.millrace.core.queue;

import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.EngineRows.aTask;
import static io.millrace.core.engine.EngineRows.anEvent;
import static io.millrace.core.engine.EngineRows.anExecution;
import static io.millrace.core.engine.EngineRows.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.EngineStores;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.TaskRow;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does with the nodes that work on it. A lease of no length has run out at once, in anybody's time. */
public abstract class NodeStoreContract {
    private static final Duration LEASE = Duration.ofMinutes(10);

    private EngineStores stores;
    private NodeStore nodes;

    protected abstract EngineStores stores();

    @BeforeEach
    void open() {
        stores = stores();
        nodes = stores.nodes();
    }

    private TaskRow claimed(long node, long execution) {
        write(stores.ledger(), new Change.AddTask(aTask(execution, "a")));
        return stores.tasks().claim(node, T0, 1).getFirst();
    }

    private TaskRow task(long execution) {
        return stores.executions().tasks(execution).getFirst();
    }

    @Test
    void the_newest_id_is_that_of_an_event_or_of_an_execution() {
        assertThat(nodes.newestId()).isZero();
        write(stores.ledger(), new Change.AddEvent(anEvent(7)));
        assertThat(nodes.newestId()).isEqualTo(7);
        write(stores.ledger(), new Change.AddExecution(anExecution(9)));
        assertThat(nodes.newestId()).isEqualTo(9);
    }

    @Test
    void nodes_get_the_smallest_number_that_is_free() {
        assertThat(nodes.join(101, "one", T0, LEASE)).isZero();
        assertThat(nodes.join(102, "two", T0, LEASE)).isEqualTo(1);
        assertThat(nodes.join(103, "three", T0, LEASE)).isEqualTo(2);

        nodes.leave(102);

        assertThat(nodes.join(104, "four", T0, LEASE)).isEqualTo(1);
    }

    @Test
    void the_number_of_a_buried_node_is_free_again() {
        nodes.join(101, "one", T0, Duration.ZERO);
        assertThat(nodes.join(102, "two", T0, LEASE)).isEqualTo(1);

        nodes.buryDead(102, T0, false);

        assertThat(nodes.join(103, "three", T0, LEASE)).isZero();
    }

    @Test
    void a_lease_is_extended_as_long_as_nobody_took_over_even_when_it_has_run_out() {
        nodes.join(101, "one", T0, Duration.ZERO);

        assertThat(nodes.renew(101, T0, LEASE)).isTrue();
        assertThat(nodes.buryDead(102, T0, false)).isZero();
        assertThat(nodes.renew(101, T0, LEASE)).as("alive again").isTrue();
        assertThat(nodes.renew(999, T0, LEASE)).as("never joined").isFalse();
    }

    @Test
    void a_lease_is_not_extended_once_others_took_over() {
        nodes.join(101, "one", T0, Duration.ZERO);
        nodes.join(102, "two", T0, LEASE);
        nodes.buryDead(102, T0, false);

        assertThat(nodes.renew(101, T0, LEASE)).isFalse();
    }

    @Test
    void tasks_of_a_dead_node_are_given_back_as_crashed() {
        nodes.join(101, "dead", T0, Duration.ZERO);
        nodes.join(102, "alive", T0, LEASE);
        TaskRow held = claimed(101, 1);

        assertThat(nodes.buryDead(102, T0, false)).isEqualTo(1);

        assertThat(task(1).place()).isEqualTo(TaskRow.Place.READY);
        assertThat(task(1).owner()).isNull();
        assertThat(task(1).fence()).isGreaterThan(held.fence());
        assertThat(task(1).crashes()).isEqualTo(1);
        assertThat(nodes.buryDead(102, T0, false)).as("once").isZero();
    }

    @Test
    void what_a_node_took_after_it_was_buried_is_given_back_too() {
        nodes.join(101, "dead", T0, Duration.ZERO);
        nodes.join(102, "alive", T0, LEASE);
        nodes.buryDead(102, T0, false);
        claimed(101, 1);

        assertThat(nodes.buryDead(102, T0, false)).isEqualTo(1);

        assertThat(task(1).place()).isEqualTo(TaskRow.Place.READY);
        assertThat(task(1).crashes()).isEqualTo(1);
        assertThat(nodes.buryDead(102, T0, false)).as("once").isZero();
    }

    @Test
    void what_a_node_took_after_it_left_is_given_back_too() {
        nodes.join(101, "leaving", T0, LEASE);
        nodes.join(102, "alive", T0, LEASE);
        nodes.leave(101);
        claimed(101, 1);

        assertThat(nodes.buryDead(102, T0, true)).isEqualTo(1);

        assertThat(task(1).place()).isEqualTo(TaskRow.Place.READY);
    }

    @Test
    void a_living_node_and_oneself_are_not_buried() {
        nodes.join(101, "alive", T0, LEASE);
        nodes.join(102, "self", T0, Duration.ZERO);
        TaskRow others = claimed(101, 1);
        TaskRow own = claimed(102, 2);

        assertThat(nodes.buryDead(102, T0, false)).isZero();

        assertThat(task(1)).isEqualTo(others);
        assertThat(task(2)).isEqualTo(own);
    }

    @Test
    void alone_every_other_incarnation_is_dead() {
        nodes.join(101, "before", T0, LEASE);
        nodes.join(102, "now", T0, LEASE);
        claimed(101, 1);

        assertThat(nodes.buryDead(102, T0, true)).isEqualTo(1);

        assertThat(nodes.renew(101, T0, LEASE)).isFalse();
        assertThat(nodes.renew(102, T0, LEASE)).isTrue();
    }

    @Test
    void who_leaves_gives_its_tasks_back_without_counting_a_crash() {
        nodes.join(101, "leaving", T0, LEASE);
        TaskRow held = claimed(101, 1);

        nodes.leave(101);

        assertThat(task(1).place()).isEqualTo(TaskRow.Place.READY);
        assertThat(task(1).fence()).isGreaterThan(held.fence());
        assertThat(task(1).crashes()).isZero();
        assertThat(nodes.renew(101, T0, LEASE)).isFalse();
    }
}
