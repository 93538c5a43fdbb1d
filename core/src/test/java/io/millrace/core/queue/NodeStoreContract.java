package io.millrace.core.queue;

import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.EngineRows.aTask;
import static io.millrace.core.engine.EngineRows.anEvent;
import static io.millrace.core.engine.EngineRows.anExecution;
import static io.millrace.core.engine.EngineRows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.core.engine.EngineStores;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.queue.NodeStore.Standing;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does with the nodes that work on it. A lease of no length has run out at once, in anybody's time. */
public abstract class NodeStoreContract {
    private static final Duration LEASE = Duration.ofSeconds(50);

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

    private int join(long id, String name, Duration lease) {
        return nodes.join(new NodeStore.Joining(id, name, "1.2", 8, false), T0, lease);
    }

    @Test
    void nodes_get_the_smallest_number_that_nobody_had() {
        assertThat(join(101, "one", LEASE)).isZero();
        assertThat(join(102, "two", LEASE)).isEqualTo(1);

        nodes.leave(102, T0);

        assertThat(join(103, "three", LEASE)).isEqualTo(2);
    }

    @Test
    void the_number_of_a_buried_node_rests() {
        join(101, "one", Duration.ZERO);
        assertThat(join(102, "two", LEASE)).isEqualTo(1);
        nodes.buryDead(102, T0, false);

        assertThat(join(103, "three", LEASE)).isEqualTo(2);
    }

    @Test
    void numbers_are_not_used_up_before_everybody_had_one_and_none_is_given_while_all_rest() {
        for (int number = 0; number < NodeStore.MAX_NODES; number++) {
            assertThat(join(1_000 + number, "short", LEASE)).isEqualTo(number);
            nodes.leave(1_000 + number, T0);
        }

        assertThatThrownBy(() -> join(2_000, "one too many", LEASE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_node_is_told_to_drain_and_to_work_again() {
        join(101, "one", LEASE);
        join(102, "two", LEASE);

        assertThat(nodes.drain(101, true)).isTrue();

        assertThat(nodes.renew(101, 3, T0, LEASE)).isEqualTo(Standing.DRAINING);
        assertThat(nodes.standing(101)).isEqualTo(Standing.DRAINING);
        assertThat(nodes.standing(102)).isEqualTo(Standing.ACTIVE);
        assertThat(nodes.standing(999)).isEqualTo(Standing.GONE);
        assertThat(nodes.drain(101, false)).isTrue();
        assertThat(nodes.renew(101, 3, T0, LEASE)).isEqualTo(Standing.ACTIVE);
        assertThat(nodes.drain(999, true)).isFalse();
    }

    @Test
    void members_are_listed_with_what_they_said_of_themselves() {
        join(101, "one", LEASE);
        nodes.join(new NodeStore.Joining(102, "two", "1.3", 16, true), T0, Duration.ZERO);
        nodes.renew(101, 5, T0, LEASE);

        assertThat(nodes.members(T0))
                .extracting(
                        NodeStore.Member::id,
                        NodeStore.Member::name,
                        NodeStore.Member::version,
                        NodeStore.Member::number,
                        NodeStore.Member::alive,
                        NodeStore.Member::capacity,
                        NodeStore.Member::busy,
                        NodeStore.Member::draining)
                .containsExactly(
                        tuple(101L, "one", "1.2", 0, true, 8, 5, false),
                        tuple(102L, "two", "1.3", 1, false, 16, 0, true));
    }

    @Test
    void a_lease_is_extended_as_long_as_nobody_took_over_even_when_it_has_run_out() {
        join(101, "one", Duration.ZERO);

        assertThat(nodes.renew(101, 0, T0, LEASE)).isEqualTo(Standing.ACTIVE);
        assertThat(nodes.buryDead(102, T0, false)).isZero();
        assertThat(nodes.renew(101, 0, T0, LEASE)).as("alive again").isEqualTo(Standing.ACTIVE);
        assertThat(nodes.renew(999, 0, T0, LEASE)).as("never joined").isEqualTo(Standing.GONE);
    }

    @Test
    void a_lease_is_not_extended_once_others_took_over() {
        join(101, "one", Duration.ZERO);
        join(102, "two", LEASE);
        nodes.buryDead(102, T0, false);

        assertThat(nodes.renew(101, 0, T0, LEASE)).isEqualTo(Standing.GONE);
    }

    @Test
    void tasks_of_a_dead_node_are_given_back_as_crashed() {
        join(101, "dead", Duration.ZERO);
        join(102, "alive", LEASE);
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
        join(101, "dead", Duration.ZERO);
        join(102, "alive", LEASE);
        nodes.buryDead(102, T0, false);
        claimed(101, 1);

        assertThat(nodes.buryDead(102, T0, false)).isEqualTo(1);

        assertThat(task(1).place()).isEqualTo(TaskRow.Place.READY);
        assertThat(task(1).crashes()).isEqualTo(1);
        assertThat(nodes.buryDead(102, T0, false)).as("once").isZero();
    }

    @Test
    void a_lease_that_ends_later_than_any_can_is_of_a_clock_that_was_set_back_and_has_run_out() {
        join(101, "of the future", Duration.ofHours(1));
        join(102, "alive", LEASE);
        claimed(101, 1);

        assertThat(nodes.buryDead(102, T0, false)).isEqualTo(1);

        assertThat(nodes.renew(101, 0, T0, LEASE)).isEqualTo(Standing.GONE);
    }

    @Test
    void what_a_node_took_after_it_left_is_given_back_too() {
        join(101, "leaving", LEASE);
        join(102, "alive", LEASE);
        nodes.leave(101, T0);
        claimed(101, 1);

        assertThat(nodes.buryDead(102, T0, true)).isEqualTo(1);

        assertThat(task(1).place()).isEqualTo(TaskRow.Place.READY);
    }

    @Test
    void a_living_node_and_oneself_are_not_buried() {
        join(101, "alive", LEASE);
        join(102, "self", Duration.ZERO);
        TaskRow others = claimed(101, 1);
        TaskRow own = claimed(102, 2);

        assertThat(nodes.buryDead(102, T0, false)).isZero();

        assertThat(task(1)).isEqualTo(others);
        assertThat(task(2)).isEqualTo(own);
    }

    @Test
    void alone_every_other_incarnation_is_dead() {
        join(101, "before", LEASE);
        join(102, "now", LEASE);
        claimed(101, 1);

        assertThat(nodes.buryDead(102, T0, true)).isEqualTo(1);

        assertThat(nodes.renew(101, 0, T0, LEASE)).isEqualTo(Standing.GONE);
        assertThat(nodes.renew(102, 0, T0, LEASE)).isEqualTo(Standing.ACTIVE);
    }

    @Test
    void who_leaves_gives_its_tasks_back_without_counting_a_crash() {
        join(101, "leaving", LEASE);
        TaskRow held = claimed(101, 1);

        nodes.leave(101, T0);

        assertThat(task(1).place()).isEqualTo(TaskRow.Place.READY);
        assertThat(task(1).fence()).isGreaterThan(held.fence());
        assertThat(task(1).crashes()).isZero();
        assertThat(nodes.renew(101, 0, T0, LEASE)).isEqualTo(Standing.GONE);
    }
}
