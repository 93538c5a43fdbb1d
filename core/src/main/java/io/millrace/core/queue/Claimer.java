package io.millrace.core.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the queue's crank: claims when something is due, renews the lease, sweeps. Neither thread ends before it is told
 * to, whatever is thrown: without them the node would hold tasks and work on nothing.
 */
public final class Claimer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Claimer.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    /** Between two looks for tasks that take long. */
    private static final Duration LENDING = Duration.ofMillis(500);

    /** Between two looks that found nothing, though something is due: others hold it for a moment. */
    private static final Duration BREATH = Duration.ofMillis(20);

    private final TaskQueue queue;
    private final NodeLease node;
    private final InstantSource clock;
    private final Duration poll;
    private final Thread claiming;
    private final Thread beating;
    private final Thread lending;
    private volatile boolean closed;

    /** @param poll how long work of other nodes may stay unseen; work of this node is seen at once */
    public Claimer(TaskQueue queue, NodeLease node, InstantSource clock, Duration poll) {
        this.queue = queue;
        this.node = node;
        this.clock = clock;
        this.poll = poll;
        claiming = Thread.ofPlatform().name("claimer").daemon().unstarted(this::claim);
        beating = Thread.ofPlatform()
                .name("heartbeat")
                .daemon()
                .unstarted(() -> untilLeft(NodeLease.HEARTBEAT, this::beat));
        lending = Thread.ofPlatform().name("lender").daemon().unstarted(() -> untilLeft(LENDING, queue::lendSlots));
    }

    public void start() {
        claiming.start();
        beating.start();
        lending.start();
    }

    private void claim() {
        while (!closed) {
            try {
                claimRound();
            } catch (InterruptedException e) {
                log.debug("Interrupted; going on until closed", e);
            }
        }
    }

    private void claimRound() throws InterruptedException {
        try {
            if (queue.claimOnce() == 0) {
                queue.wake().awaitTurn(clock, nextLook());
            }
        } catch (RuntimeException | Error e) {
            log.warn("Claiming failed; trying again: {}", e.toString());
            node.awaitLeft(PAUSE_AFTER_FAILURE);
        }
    }

    private Instant nextLook() {
        Instant soonest = clock.instant().plus(BREATH);
        Instant next =
                queue.slots().free() ? queue.nextTurn(poll) : clock.instant().plus(poll);
        return next.isBefore(soonest) ? soonest : next;
    }

    /** Goes on while the node drains: what it still works on is its own until it leaves. */
    private void untilLeft(Duration pause, Runnable round) {
        boolean left = false;
        while (!left) {
            round.run();
            try {
                left = node.awaitLeft(pause);
            } catch (InterruptedException e) {
                log.debug("Interrupted; going on until this node has left", e);
            }
        }
    }

    private void beat() {
        try {
            boolean drained = node.draining();
            node.beat();
            queue.sweep();
            if (drained && !node.draining()) {
                queue.wake().now();
            }
        } catch (RuntimeException | Error e) {
            log.warn("The heartbeat failed; trying again: {}", e.toString());
        }
    }

    /** Claims no more; what runs goes on, and so does the heartbeat, until the queue has drained and the node has left. */
    @Override
    public void close() {
        closed = true;
        queue.wake().now();
    }
}
