package io.millrace.core.queue;

import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the queue's crank: claims when something is due, renews the lease, sweeps. */
public final class Claimer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Claimer.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final TaskQueue queue;
    private final NodeLease node;
    private final InstantSource clock;
    private final Duration poll;
    private final Thread claiming;
    private final Thread beating;
    private volatile boolean closed;

    /** @param poll how long work of other nodes may stay unseen; work of this node is seen at once */
    public Claimer(TaskQueue queue, NodeLease node, InstantSource clock, Duration poll) {
        this.queue = queue;
        this.node = node;
        this.clock = clock;
        this.poll = poll;
        claiming = Thread.ofPlatform().name("claimer").daemon().unstarted(this::claim);
        beating = Thread.ofPlatform().name("heartbeat").daemon().unstarted(this::beat);
    }

    public void start() {
        claiming.start();
        beating.start();
    }

    private void claim() {
        while (!closed) {
            try {
                int claimed = queue.claimOnce();
                if (claimed == 0) {
                    queue.wake().awaitTurn(clock, nextLook());
                }
            } catch (InterruptedException e) {
                return;
            } catch (MillraceException e) {
                log.warn("Claiming failed; trying again: {}", e.getMessage());
                pause();
            }
        }
    }

    private Instant nextLook() {
        return queue.slots().busy() < queue.slots().capacity()
                ? queue.nextTurn(poll)
                : clock.instant().plus(poll);
    }

    private void beat() {
        while (!closed) {
            try {
                node.beat();
                queue.sweep();
            } catch (MillraceException e) {
                log.warn("The heartbeat failed; trying again: {}", e.getMessage());
            }
            if (!pause(NodeLease.HEARTBEAT)) {
                return;
            }
        }
    }

    private void pause() {
        pause(PAUSE_AFTER_FAILURE);
    }

    private boolean pause(Duration pause) {
        return !new Wake().await(pause, () -> closed) && !Thread.currentThread().isInterrupted();
    }

    /** Claims no more; what runs goes on. */
    @Override
    public void close() {
        closed = true;
        claiming.interrupt();
        beating.interrupt();
    }
}
