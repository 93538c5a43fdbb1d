package io.millrace.core.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.FakeEngineStore;
import io.millrace.core.engine.SettableClock;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.FakeWorkflowStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What people see of the nodes of a store, and what they can tell them. */
class NodesTest {
    private final FakeEngineStore store = new FakeEngineStore(new FakeWorkflowStore());
    private final SettableClock clock = new SettableClock(EngineRows.T0);
    private final Slots slots = new Slots(4, this::nanos);

    private final NodeLease one = join("one", slots, false);
    private final Nodes nodes = new Nodes(store.nodes(), one, clock);

    private long nanos() {
        return Duration.between(EngineRows.T0, clock.instant()).toNanos();
    }

    private NodeLease join(String name, Slots slots, boolean alone) {
        NodeLease.Self self = new NodeLease.Self(name, "1.2", slots);
        return NodeLease.join(store.nodes(), clock, this::nanos, self, alone, number -> {});
    }

    @Test
    void each_node_is_shown_with_what_it_works_on_the_longest_running_first() {
        clock.advance(Duration.ofSeconds(1));
        Slots others = new Slots(8, this::nanos);
        NodeLease two = join("two", others, false);
        slots.reserve(3);
        others.reserve(2);

        assertThat(nodes.list())
                .extracting(Nodes.View::name, Nodes.View::here, Nodes.View::busy, Nodes.View::capacity)
                .containsExactly(tuple("one", true, 3, 4), tuple("two", false, 0, 8));
        two.beat();
        Nodes.View other = nodes.list().getLast();
        assertThat(other.busy()).as("as of its last heartbeat").isEqualTo(2);
        assertThat(other.version()).isEqualTo("1.2");
        assertThat(other.startedAt()).isEqualTo(EngineRows.T0.plusSeconds(1));
        assertThat(other.leaseUntil()).contains(clock.instant().plus(NodeLease.LEASE));
        assertThat(other.number()).isNotEqualTo(nodes.list().getFirst().number());
    }

    @Test
    void a_node_whose_lease_has_run_out_is_dead() {
        clock.advance(Duration.ofSeconds(1));
        join("two", new Slots(1, this::nanos), false);
        clock.advance(NodeLease.LEASE.minusSeconds(1));
        one.beat();
        clock.advance(Duration.ofSeconds(2));

        assertThat(nodes.list()).extracting(Nodes.View::state).containsExactly(Nodes.State.ACTIVE, Nodes.State.DEAD);
    }

    @Test
    void a_node_that_is_told_to_drain_begins_nothing_until_it_is_told_to_work_again() {
        assertThat(nodes.drain(one.id(), "here", true).state()).isEqualTo(Nodes.State.DRAINING);
        assertThat(nodes.draining()).as("it knows at its next heartbeat").isFalse();
        assertThat(slots.free()).isTrue();

        one.beat();
        assertThat(nodes.draining()).isTrue();
        assertThat(slots.free()).isFalse();
        assertThat(slots.reserve(1)).isZero();

        assertThat(nodes.drain(one.id(), "here", false).state()).isEqualTo(Nodes.State.ACTIVE);
        one.beat();
        assertThat(nodes.draining()).isFalse();
        assertThat(slots.reserve(1)).isEqualTo(1);
    }

    @Test
    void nobody_can_be_told_who_is_not_there() {
        assertThatThrownBy(() -> nodes.drain(4711, "4711", true))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("4711");
    }

    @Test
    void the_only_node_of_a_store_has_no_lease_to_lose() {
        FakeEngineStore own = new FakeEngineStore(new FakeWorkflowStore());
        NodeLease.Self self = new NodeLease.Self("only", "1", new Slots(1, this::nanos));
        NodeLease only = NodeLease.join(own.nodes(), clock, this::nanos, self, true, number -> {});
        clock.advance(Duration.ofDays(1));

        Nodes.View shown = new Nodes(own.nodes(), only, clock).list().getFirst();
        assertThat(shown.state()).isEqualTo(Nodes.State.ACTIVE);
        assertThat(shown.leaseUntil()).isEmpty();
    }

    @Test
    void who_has_left_is_not_shown() {
        NodeLease two = join("two", new Slots(1, this::nanos), false);
        two.leave();
        assertThat(nodes.list()).extracting(Nodes.View::name).containsExactly("one");
    }
}
