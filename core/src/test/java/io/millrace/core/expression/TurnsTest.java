package io.millrace.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {
    private final Turns turns = new Turns(1);
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final List<Thread> others = new ArrayList<>();

    @Test
    void subjects_are_served_in_turn_however_often_one_of_them_asks() throws Exception {
        String greedy = "greedy";
        String modest = "modest";
        Turns.Turn first = turns.take(greedy);
        List.of(greedy, greedy, greedy, modest).forEach(this::ask);

        first.end();
        for (Thread other : others) {
            other.join();
        }

        assertThat(order).containsExactly("greedy", "modest", "greedy", "greedy");
        assertThat(turns.waiting()).isZero();
    }

    @Test
    void who_passes_goes_on_after_the_next_one() throws Exception {
        Turns.Turn mine = turns.take("mine");
        ask("theirs");

        mine.pass();

        assertThat(order).containsExactly("theirs");
        mine.pass();
        mine.end();
        others.getFirst().join();
    }

    @Test
    void equal_texts_of_two_workflows_are_two_subjects() throws Exception {
        Turns.Turn first = turns.take("first");
        List<String> twins = List.of(new String("same"), new String("same"));
        ask(twins.get(0), "one");
        ask(twins.get(0), "one again");
        ask(twins.get(1), "other");

        first.end();
        for (Thread other : others) {
            other.join();
        }

        assertThat(order).containsExactly("one", "other", "one again");
    }

    @Test
    void an_evaluation_takes_turns_once_it_is_not_quick_and_ends_them() throws Exception {
        AtomicLong nanos = new AtomicLong();
        try (Meter meter = new Meter(nanos::get, turns, "subject")) {
            meter.tick();
            assertThat(free()).as("while it is quick").isTrue();
            nanos.addAndGet(3_000_000);
            meter.tick();
            assertThat(free()).as("when it is not").isFalse();
            nanos.addAndGet(30_000_000);
            meter.tick();
            assertThat(others.getFirst().join(java.time.Duration.ofSeconds(50)))
                    .as("others go on after a moment")
                    .isTrue();
        }
        assertThat(free()).as("at its end").isTrue();
    }

    /** Whether somebody else has a turn at once. */
    private boolean free() throws InterruptedException {
        Thread asking = Thread.ofVirtual().start(() -> turns.take("free").end());
        while (asking.isAlive() && turns.waiting() == 0) {
            Thread.onSpinWait();
        }
        if (asking.isAlive() && turns.waiting() > 0) {
            others.add(asking);
            return false;
        }
        asking.join();
        return true;
    }

    private void ask(String subject) {
        ask(subject, subject);
    }

    /** Has somebody else ask for a turn, which it writes down and ends; returns when it waits. */
    private void ask(String subject, String name) {
        int before = turns.waiting();
        others.add(Thread.ofVirtual().start(() -> {
            Turns.Turn turn = turns.take(subject);
            order.add(name);
            turn.end();
        }));
        while (turns.waiting() == before) {
            Thread.onSpinWait();
        }
    }
}
