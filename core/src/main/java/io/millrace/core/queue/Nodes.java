package io.millrace.core.queue;

import io.millrace.core.shared.MillraceException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The nodes that work on this store, for the people who run them. A node that drains begins nothing new, ends what it has
 * begun, and goes on answering; what arrives meanwhile is done by the others.
 */
public final class Nodes {
    private final NodeStore store;
    private final NodeLease self;
    private final InstantSource clock;

    public Nodes(NodeStore store, NodeLease self, InstantSource clock) {
        this.store = store;
        this.self = self;
        this.clock = clock;
    }

    /** How a node does. */
    public enum State {
        ACTIVE,
        DRAINING,
        /** Its lease has run out; what it held is about to be taken over. */
        DEAD
    }

    /**
     * A node.
     *
     * @param here whether it is the one that was asked
     * @param leaseUntil until when it is believed to be alive; empty for the only node of a store, which has no lease
     * @param busy on how many tasks it works, at its last heartbeat for another one than this
     */
    public record View(
            long id,
            String name,
            String version,
            int number,
            boolean here,
            State state,
            Instant startedAt,
            Optional<Instant> leaseUntil,
            int busy,
            int capacity) {}

    /** All of them, the longest running first. */
    public List<View> list() {
        return store.members(clock.instant()).stream().map(this::view).toList();
    }

    /** Whether this node drains, and should get no more requests. */
    public boolean draining() {
        return self.draining();
    }

    /**
     * Tells a node to begin nothing new, or to begin again. It knows within {@link NodeLease#HEARTBEAT}.
     *
     * @throws MillraceException {@code not_found}
     */
    public View drain(long id, String written, boolean draining) {
        if (!store.drain(id, draining)) {
            throw MillraceException.notFound("node", written);
        }
        return list().stream()
                .filter(node -> node.id() == id)
                .findFirst()
                .orElseThrow(() -> MillraceException.notFound("node", written));
    }

    private View view(NodeStore.Member member) {
        boolean here = member.id() == self.id();
        boolean alive = member.alive() || (here && self.alone());
        State state = !alive ? State.DEAD : member.draining() ? State.DRAINING : State.ACTIVE;
        return new View(
                member.id(),
                member.name(),
                member.version(),
                member.number(),
                here,
                state,
                member.startedAt(),
                Optional.of(member.leaseUntil()).filter(lease -> !self.alone()),
                here ? self.slots().busy() : member.busy(),
                member.capacity());
    }
}
