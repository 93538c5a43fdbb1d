package io.millrace.core.expression;

import com.google.common.base.Equivalence;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who computes now, of all evaluations that take their time. Few do at once, so that the others keep processors; each of
 * them for a moment, after which the next one goes on. Subjects are served in turn, so what one workflow computes a
 * thousand times at once does not keep the one evaluation of another waiting.
 *
 * <p>Waiting is not ended by interrupts: moments are short.
 */
final class Turns {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    /** In the order in which the subjects are served; none without somebody who waits. */
    private final Map<Equivalence.Wrapper<Object>, ArrayDeque<Turn>> waiting = new LinkedHashMap<>();

    private int taken;

    /** @param most how many compute at once, at least one */
    Turns(int most) {
        this.most = most;
    }

    /** One evaluation's right to compute, held by one thread. */
    final class Turn {
        private final Equivalence.Wrapper<Object> subject;
        private final Condition granted = lock.newCondition();
        private boolean mine;
        private boolean waited;

        private Turn(Equivalence.Wrapper<Object> subject) {
            this.subject = subject;
        }

        /** Whether the first turn was not to be had at once. */
        boolean waited() {
            return waited;
        }

        /** Lets the next one compute, if anybody waits, and returns when it is this one's turn again. @return whether it waited */
        boolean pass() {
            lock.lock();
            try {
                if (waiting.isEmpty()) {
                    return false;
                }
                mine = false;
                taken--;
                return await(this);
            } finally {
                lock.unlock();
            }
        }

        void end() {
            lock.lock();
            try {
                mine = false;
                taken--;
                grant();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Returns when it is the caller's turn, who ends it. @param subject what is evaluated; the same one shares its turns */
    Turn take(Object subject) {
        Turn turn = new Turn(Equivalence.identity().wrap(subject));
        lock.lock();
        try {
            turn.waited = await(turn);
            return turn;
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for their turn. */
    int waiting() {
        lock.lock();
        try {
            return waiting.values().stream().mapToInt(ArrayDeque::size).sum();
        } finally {
            lock.unlock();
        }
    }

    private boolean await(Turn turn) {
        waiting.computeIfAbsent(turn.subject, _ -> new ArrayDeque<>()).add(turn);
        grant();
        boolean waited = !turn.mine;
        while (!turn.mine) {
            turn.granted.awaitUninterruptibly();
        }
        return waited;
    }

    private void grant() {
        while (taken < most && !waiting.isEmpty()) {
            Map.Entry<Equivalence.Wrapper<Object>, ArrayDeque<Turn>> next =
                    waiting.entrySet().iterator().next();
            Turn turn = next.getValue().remove();
            waiting.remove(next.getKey());
            if (!next.getValue().isEmpty()) {
                waiting.put(next.getKey(), next.getValue());
            }
            taken++;
            turn.mine = true;
            turn.granted.signal();
        }
    }
}
