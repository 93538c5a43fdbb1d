package io.millrace.core.queue;

import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's membership: one lease for the node, renewed by a heartbeat, instead of one per task. A node that finds its
 * lease gone (it was paused too long) starts a new incarnation; its old tasks have been given to others, and whatever it
 * still wants to record about them is refused by their fences.
 */
public final class NodeLease {
    private static final Logger log = LoggerFactory.getLogger(NodeLease.class);

    /** How long a node is believed to be alive after its last heartbeat. */
    public static final Duration LEASE = Duration.ofSeconds(10);

    /** How often the lease is renewed. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(3);

    private final NodeStore store;
    private final InstantSource clock;
    private final String name;
    private final boolean alone;
    private volatile long id;

    private NodeLease(NodeStore store, InstantSource clock, String name, boolean alone) {
        this.store = store;
        this.clock = clock;
        this.name = name;
        this.alone = alone;
    }

    /**
     * Joins and takes over from the dead.
     *
     * @param alone whether the store admits one node only, so that every other incarnation is dead
     * @param slot told the number under which this node makes ids
     */
    public static NodeLease join(NodeStore store, InstantSource clock, String name, boolean alone, LongConsumer slot) {
        NodeLease lease = new NodeLease(store, clock, name, alone);
        slot.accept(lease.enter());
        lease.takeOver();
        return lease;
    }

    private int enter() {
        // Incarnations only need to differ and to sort by time; the slot for other ids is given by the store.
        long newId = new Ids(clock, (int) (System.nanoTime() & 0xff)).next();
        int slot = store.join(newId, name, clock.instant(), LEASE);
        id = newId;
        return slot;
    }

    /** The present incarnation, written as the owner of tasks. */
    public long id() {
        return id;
    }

    /** Renews the lease and takes over from nodes whose lease has run out. */
    public void beat() {
        if (store.renew(id, clock.instant(), LEASE).isEmpty()) {
            log.warn("This node's lease ran out; its tasks may run elsewhere. Starting a new incarnation.");
            enter();
        }
        takeOver();
    }

    private void takeOver() {
        int tasks = store.buryDead(id, clock.instant(), alone);
        if (tasks > 0) {
            log.info("Took over {} tasks of servers that are gone", tasks);
        }
    }

    /** Gives back what this incarnation holds. When the store is gone, its lease runs out by itself. */
    void leave() {
        try {
            store.leave(id);
        } catch (MillraceException e) {
            log.warn("This node could not say that it leaves; its lease ends within {}. {}", LEASE, e.getMessage());
        }
    }
}
