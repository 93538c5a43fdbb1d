package io.millrace.verify.crash;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Spreads requests over nodes on the side of the client: each client goes from one node to the next with each request, so that
 * one that was refused tries the other at once. It looks at nothing, as the simplest of them do.
 */
final class Balancer implements Supplier<URI> {
    private final List<ServerProcess> nodes;
    private final ThreadLocal<Integer> turn = ThreadLocal.withInitial(() -> 0);

    Balancer(ServerProcess... nodes) {
        this.nodes = new CopyOnWriteArrayList<>(nodes);
    }

    @Override
    public URI get() {
        int place = turn.get() % nodes.size();
        turn.set(place + 1);
        return nodes.get(place).url();
    }

    ServerProcess node(int place) {
        return nodes.get(place);
    }

    /** Puts a new node into the place of one that is gone. */
    void replace(int place, ServerProcess node) {
        nodes.set(place, node);
    }
}
