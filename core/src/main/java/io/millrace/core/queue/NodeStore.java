package io.millrace.core.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The nodes that work on one store, and their leases. Times are the store's where several nodes share it. */
public interface NodeStore {
    /** How many nodes can share a store. */
    int MAX_NODES = 256;

    /**
     * Longer than any lease. One that ends later than this from now was written before the store's clock was set back: it has
     * run out, as whoever is alive has written a new one since.
     */
    Duration LONGEST_LEASE = Duration.ofMinutes(1);

    /** How long a number is given to nobody after its node has gone: a node that was taken for dead may still wake up. */
    Duration REST = Duration.ofMinutes(1);

    /**
     * A node that joins.
     *
     * @param id sorts by time, never used before
     * @param capacity how many tasks it works on at a time
     * @param draining whether it is to claim nothing, as an earlier incarnation of it was told
     */
    record Joining(long id, String name, String version, int capacity, boolean draining) {}

    /** What the store says to a heartbeat. */
    enum Standing {
        /** The node is no member any more, and others have its tasks. */
        GONE,
        ACTIVE,
        /** It is to claim nothing. */
        DRAINING
    }

    /**
     * A member, as the store knows it.
     *
     * @param number under which it makes ids
     * @param leaseUntil in the store's time
     * @param alive whether its lease runs, in the store's time
     * @param busy on how many tasks it worked at its last heartbeat
     */
    record Member(
            long id,
            String name,
            String version,
            int number,
            Instant startedAt,
            Instant leaseUntil,
            boolean alive,
            int capacity,
            int busy,
            boolean draining) {}

    /**
     * Enters a new incarnation of a node.
     *
     * @return a number from 0 to 255 for making ids: the one that nobody has had for longest, smaller ones first, and none
     *     whose node has gone within {@link #REST}; a dead node has its own until it is buried
     * @throws IllegalStateException when there is none
     */
    int join(Joining node, Instant now, Duration lease);

    /**
     * Extends a lease. One that has run out is extended too, as long as nobody has taken over: after a time in which the
     * store answered to nobody, everybody goes on with what they hold.
     *
     * @param busy on how many tasks the node works, for people to see
     */
    Standing renew(long id, int busy, Instant now, Duration lease);

    /** The time that leases are in: the store's where several nodes share it, else the one given. */
    Instant time(Instant now);

    /** Where a node stands that has no lease to renew, being alone. */
    Standing standing(long id);

    /** All members, by id: the longest running first. */
    List<Member> members(Instant now);

    /** Tells a node to claim nothing, or to claim again; it knows at its next heartbeat. Returns whether there is such a node. */
    boolean drain(long id, boolean draining);

    /**
     * Gives back every task of nodes whose lease has run out, or ends later than any can, and forgets them; and every task of an incarnation that is no
     * member any more: one that does not know yet that its lease ran out goes on claiming until its next heartbeat.
     *
     * @param alone whether no other node can be alive, so that every other incarnation is dead at once
     * @return how many tasks were given back
     */
    int buryDead(long self, Instant now, boolean alone);

    /** The largest id that an event or an execution has; 0 when there is none. New ones must be above it. */
    long newestId();

    /** Leaves: the node's tasks are given back without counting as crashed. */
    void leave(long id, Instant now);
}
