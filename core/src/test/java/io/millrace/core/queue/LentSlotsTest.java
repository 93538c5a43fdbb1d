package io.millrace.core.queue;

import static io.millrace.core.engine.EngineRows.aTask;
import static io.millrace.core.engine.EngineRows.anExecution;
import static io.millrace.core.engine.EngineRows.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.FakeEngineStore;
import io.millrace.core.engine.SettableClock;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.workflow.FakeWorkflowStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tasks that take long, on a node of two slots. */
class LentSlotsTest {
    private final FakeEngineStore store = new FakeEngineStore(new FakeWorkflowStore());
    private final SettableClock clock = new SettableClock(EngineRows.T0);
    private final AtomicLong nanos = new AtomicLong();
    private final Slots slots = new Slots(2, nanos::get);
    /** Threads that were asked for and have not run; what they do while they run is up to the test. */
    private final Deque<Runnable> threads = new ArrayDeque<>();

    private final List<String> done = new ArrayList<>();
    private final TaskQueue queue = new TaskQueue(
            store.tasks(),
            NodeLease.join(store.nodes(), clock, new NodeLease.Self("one", "1", slots), true, number -> {}),
            slots,
            clock,
            threads::add,
            new SimpleMeterRegistry());

    /** What happens while a task runs, by the step; nothing for most. */
    private Runnable meanwhile = () -> {};

    private List<TaskRow> makes = List.of();

    LentSlotsTest() {
        queue.handle("step", (task, handedOver, given) -> {
            String step = task.key().step();
            if (step.equals("long")) {
                meanwhile.run();
            }
            done.add(step);
            return step.equals("long") ? new HandedOver(makes) : HandedOver.NONE;
        });
        write(store.ledger(), new Change.AddExecution(anExecution(1)));
    }

    private void due(String... steps) {
        for (String step : steps) {
            write(store.ledger(), new Change.AddTask(aTask(1, step)));
        }
    }

    private void runAll() {
        while (!threads.isEmpty()) {
            threads.removeFirst().run();
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void a_task_that_takes_long_keeps_no_other_from_its_turn() {
        due("long", "long2", "short");
        meanwhile = () -> {
            assertThat(queue.claimOnce()).as("every slot is taken").isZero();
            pass(Slots.PATIENCE);
            queue.lendSlots();
            assertThat(queue.claimOnce()).isEqualTo(1);
            assertThat(slots.busy())
                    .as("those that have lent their slots are busy too")
                    .isEqualTo(3);
        };

        assertThat(queue.claimOnce()).isEqualTo(2);
        runAll();

        assertThat(done).containsExactlyInAnyOrder("long", "long2", "short");
        assertThat(slots.busy()).isZero();
        assertThat(slots.reserve(9))
                .as("no slot was lost and none is there twice")
                .isEqualTo(2);
    }

    @Test
    void nobody_lends_before_its_patience_is_over() {
        due("long", "long2", "short");
        meanwhile = () -> {
            pass(Slots.PATIENCE.minusNanos(1));
            queue.lendSlots();
            assertThat(queue.claimOnce()).isZero();
        };

        assertThat(queue.claimOnce()).isEqualTo(2);
        runAll();
        assertThat(slots.lent()).isZero();
    }

    @Test
    void what_it_hands_over_has_a_slot_again_if_one_is_free() {
        due("long");
        meanwhile = () -> {
            pass(Slots.PATIENCE);
            queue.lendSlots();
            assertThat(slots.lent()).isEqualTo(1);
        };
        makes = List.of(aTask(1, "next"));
        queue.claimOnce();
        threads.removeFirst().run();

        assertThat(done).containsExactly("long", "next");
        assertThat(slots.lent()).isZero();
        assertThat(slots.reserve(9)).isEqualTo(2);
    }

    @Test
    void no_more_are_lent_than_there_is_room_for() {
        int lent = 0;
        while (slots.reserve(1) == 1 && slots.lend()) {
            lent++;
        }

        assertThat(lent).isEqualTo(16);
        assertThat(slots.lend()).isFalse();
    }

    @Test
    void a_task_that_has_ended_lends_nothing() {
        due("long");
        meanwhile = () -> pass(Slots.PATIENCE);
        queue.claimOnce();
        threads.removeFirst().run();

        queue.lendSlots();

        assertThat(slots.lent()).isZero();
        assertThat(slots.reserve(9)).isEqualTo(2);
    }

    @Test
    void draining_waits_for_those_too_that_have_lent_their_slots() {
        due("long");
        meanwhile = () -> {
            pass(Slots.PATIENCE);
            queue.lendSlots();
            slots.close();
            assertThat(slots.awaitIdle(Duration.ZERO)).isFalse();
        };
        queue.claimOnce();
        threads.removeFirst().run();

        assertThat(slots.awaitIdle(Duration.ZERO)).isTrue();
    }
}
