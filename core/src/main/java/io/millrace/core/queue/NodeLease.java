package io.millrace.core.queue;

import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's membership: one lease for the node, renewed by a heartbeat, instead of one per task. A node that finds that
 * others have taken over from it (it was paused too long) starts a new incarnation; whatever it still wants to record of what
 * it did is refused by the fences. As long as nobody has, it goes on with what it holds, however late it is.
 *
 * <p>After a time in which this node has not reached the store, the others may not have reached it either: it takes over from
 * nobody until they have had the time of a lease to be heard again. So it is after the store's clock was set: every lease was written in
 * another time then, and whoever is alive writes a new one first. What has passed is measured by a clock that nobody sets.
 */
public final class NodeLease {
    private static final Logger log = LoggerFactory.getLogger(NodeLease.class);

    /** How long a node is believed to be alive after its last heartbeat. */
    public static final Duration LEASE = Duration.ofSeconds(10);

    /** How often the lease is renewed. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(3);

    /** How far the store's time and ours may part between two heartbeats; more than this, and a clock was set or a machine slept. */
    private static final Duration DRIFT = Duration.ofSeconds(2);

    private final NodeStore store;
    private final InstantSource clock;
    private final Self self;
    private final boolean alone;
    private final LongConsumer slot;
    private final LongSupplier nanoTime;
    private final CountDownLatch left = new CountDownLatch(1);
    /** Guards joining and leaving, so that no late heartbeat joins again after this node has left. */
    private final ReentrantLock membership = new ReentrantLock();

    private volatile long id;
    /** Whether a person wants this node to claim nothing. */
    private volatile boolean draining;
    /** When the store last answered, by {@link #nanoTime}; guarded by the membership. */
    private long heardNanos;
    /** What time it was in the store then; guarded by the membership. */
    private Instant heardTime = Instant.EPOCH;
    /** From when on a lease that has run out means that its node is gone, by {@link #nanoTime}; guarded by the membership. */
    private long trustedNanos;

    /**
     * Who joins.
     *
     * @param slots those of this node, which give out none while it drains
     */
    public record Self(String name, String version, Slots slots) {}

    private NodeLease(
            NodeStore store, InstantSource clock, LongSupplier nanoTime, Self self, boolean alone, LongConsumer slot) {
        this.store = store;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.self = self;
        this.alone = alone;
        this.slot = slot;
    }

    /**
     * Joins. Where no other node can be alive it takes over at once, else with the first heartbeat a lease's time later.
     *
     * @param alone whether the store admits one node only, so that every other incarnation is dead
     * @param slot told the number under which this node makes ids, again whenever it has to join anew
     */
    public static NodeLease join(NodeStore store, InstantSource clock, Self self, boolean alone, LongConsumer slot) {
        return join(store, clock, System::nanoTime, self, alone, slot);
    }

    /** @param nanoTime measures what has passed, as {@code System.nanoTime()}: nobody sets it */
    public static NodeLease join(
            NodeStore store, InstantSource clock, LongSupplier nanoTime, Self self, boolean alone, LongConsumer slot) {
        NodeLease lease = new NodeLease(store, clock, nanoTime, self, alone, slot);
        lease.enter();
        if (alone) {
            lease.takeOver();
        } else {
            lease.trustNobodyYet(); // the store may have come back a moment ago
        }
        return lease;
    }

    private void trustNobodyYet() {
        trustedNanos = nanoTime.getAsLong() + LEASE.toNanos();
    }

    private void enter() {
        // Incarnations only need to differ and to sort by time; the slot for other ids is given by the store.
        long newId = Ids.randomAt(clock.instant());
        NodeStore.Joining joining = new NodeStore.Joining(
                newId, self.name(), self.version(), self.slots().capacity(), draining);
        slot.accept(store.join(joining, clock.instant(), LEASE));
        id = newId;
        heardTime = store.time(clock.instant());
        heardNanos = nanoTime.getAsLong();
    }

    /** The present incarnation, written as the owner of tasks. */
    public long id() {
        return id;
    }

    /**
     * Renews the lease and takes over from nodes whose lease has run out. A node that is alone has nobody to lose its lease
     * to, and must not lose it to a clock that was set forward or a machine that slept.
     */
    public void beat() {
        membership.lock();
        try {
            if (left()) {
                return;
            }
            if (alone) {
                obey(store.standing(id));
                return;
            }
            NodeStore.Standing standing = store.renew(id, self.slots().busy(), clock.instant(), LEASE);
            obey(standing);
            if (standing == NodeStore.Standing.GONE) {
                log.warn("Others have taken over from this node; its tasks run elsewhere. Starting a new incarnation.");
                enter();
            }
            if (cutOffOrClockSet()) {
                trustNobodyYet();
            }
            if (nanoTime.getAsLong() - trustedNanos >= 0) {
                takeOver();
            }
        } finally {
            membership.unlock();
        }
    }

    /** Whether leases may have run out since the last heartbeat without their nodes being gone; notes when the store answered. */
    private boolean cutOffOrClockSet() {
        Instant time = store.time(clock.instant());
        long nanos = nanoTime.getAsLong();
        Duration passed = Duration.ofNanos(nanos - heardNanos);
        Duration drift = Duration.between(heardTime, time).minus(passed).abs();
        heardTime = time;
        heardNanos = nanos;
        if (drift.compareTo(DRIFT) > 0) {
            log.warn("The clock of the store and that of this node have parted by {}; leases count anew", drift);
            return true;
        }
        return passed.compareTo(LEASE) >= 0;
    }

    private void obey(NodeStore.Standing standing) {
        boolean wanted = standing == NodeStore.Standing.GONE ? draining : standing == NodeStore.Standing.DRAINING;
        if (wanted != draining) {
            log.info(wanted ? "This node drains: it begins nothing new" : "This node works again");
            draining = wanted;
            self.slots().hold(wanted);
        }
    }

    /** Whether a person has told this node to begin nothing new. */
    public boolean draining() {
        return draining;
    }

    boolean alone() {
        return alone;
    }

    Slots slots() {
        return self.slots();
    }

    private void takeOver() {
        int tasks = store.buryDead(id, clock.instant(), alone);
        if (tasks > 0) {
            log.info("Took over {} tasks of servers that are gone", tasks);
        }
    }

    boolean left() {
        return left.getCount() == 0;
    }

    /** Waits for this node to leave; returns whether it has. */
    boolean awaitLeft(Duration atMost) throws InterruptedException {
        return left.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits so long, or until this node leaves; an interrupt ends the waiting early. */
    void pause(Duration duration) {
        try {
            awaitLeft(duration);
        } catch (InterruptedException e) {
            // It was meant for the step, which has ended; what comes of it is still to be recorded.
            log.debug("A pause was cut short", e);
        }
    }

    void leave() {
        membership.lock();
        try {
            left.countDown();
            store.leave(id, clock.instant());
        } catch (MillraceException e) {
            log.warn(
                    "What this node holds could not be given back; others take it over in a moment: {}",
                    e.getMessage());
        } finally {
            membership.unlock();
        }
    }

    /** Leaves without a word: the lease runs out, and others take over what this node held as what a crash cut off. */
    void vanish() {
        membership.lock();
        try {
            left.countDown();
        } finally {
            membership.unlock();
        }
    }
}
