package io.millrace.core.queue;

import java.time.Duration;
import java.time.Instant;

/** The nodes that work on one store, and their leases. Times are the store's where several nodes share it. */
public interface NodeStore {
    /**
     * Enters a new incarnation of a node.
     *
     * @param id sorts by time, never used before
     * @return the smallest number from 0 to 255 that is free, for making ids; a dead node has its own until it is buried
     * @throws IllegalStateException when all are taken
     */
    int join(long id, String name, Instant now, Duration lease);

    /**
     * Extends a lease. One that has run out is extended too, as long as nobody has taken over: after a time in which the
     * store answered to nobody, everybody goes on with what they hold.
     *
     * @return false when the node is no member any more, and others have its tasks
     */
    boolean renew(long id, Instant now, Duration lease);

    /**
     * Gives back every task of nodes whose lease has run out and forgets them; and every task of an incarnation that is no
     * member any more: one that does not know yet that its lease ran out goes on claiming until its next heartbeat.
     *
     * @param alone whether no other node can be alive, so that every other incarnation is dead at once
     * @return how many tasks were given back
     */
    int buryDead(long self, Instant now, boolean alone);

    /** The largest id that an event or an execution has; 0 when there is none. New ones must be above it. */
    long newestId();

    /** Leaves: the node's tasks are given back without counting as crashed. */
    void leave(long id);
}
