package io.millrace.core.execution;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneStore;
import java.util.HashSet;
import java.util.Set;

/**
 * The lanes that somebody has shut although nothing may limit them, as far as this node knows: asked for with every look at
 * lanes. A call that goes out before this node hears of it does no more harm than one that was under way.
 */
final class ShutLanes {
    /** The most that are known; what is beyond them is not held back. */
    private static final int MOST = 10_000;

    private final LaneStore store;
    private volatile Set<LaneKey> known = Set.of();

    ShutLanes(LaneStore store) {
        this.store = store;
    }

    /** Whether there are any; usually there are none. */
    boolean any() {
        return !known.isEmpty();
    }

    boolean contains(LaneKey lane) {
        return known.contains(lane);
    }

    /** One that this node has just shut. */
    synchronized void add(LaneKey lane) {
        Set<LaneKey> more = new HashSet<>(known);
        more.add(lane);
        known = Set.copyOf(more);
    }

    /** One that this node has just opened. */
    synchronized void remove(LaneKey lane) {
        Set<LaneKey> less = new HashSet<>(known);
        less.remove(lane);
        known = Set.copyOf(less);
    }

    synchronized void refresh() {
        known = Set.copyOf(store.shut(MOST));
    }
}
