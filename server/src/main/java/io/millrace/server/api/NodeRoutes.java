package io.millrace.server.api;

import static io.millrace.core.access.Permission.SERVER_READ;
import static io.millrace.core.access.Permission.TOKEN_EDIT;

import io.millrace.core.queue.Nodes;
import io.millrace.core.shared.Cursor;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.server.route.Call;
import io.millrace.server.route.QueryParameter;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The servers that work on this store, for whoever owns the installation. */
final class NodeRoutes {
    private static final String PREFIX = "nod";
    private static final Cursor CURSOR = new Cursor("nodes");

    private final Nodes nodes;

    /**
     * @param number under which it makes ids
     * @param here whether it is the one that answered
     * @param leaseUntil until when it is believed to be alive; absent on SQLite, where there is one only
     * @param busy how many steps it works on
     * @param slots how many it can work on at a time
     */
    record NodeView(
            String id,
            String name,
            String version,
            Nodes.State state,
            boolean here,
            int number,
            Instant startedAt,
            Optional<Instant> leaseUntil,
            int busy,
            int slots) {
        static NodeView of(Nodes.View node) {
            return new NodeView(
                    Ids.text(PREFIX, node.id()),
                    node.name(),
                    node.version(),
                    node.state(),
                    node.here(),
                    node.number(),
                    node.startedAt(),
                    node.leaseUntil(),
                    node.busy(),
                    node.capacity());
        }
    }

    NodeRoutes(Nodes nodes) {
        this.nodes = nodes;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/nodes")
                        .needs(SERVER_READ)
                        .query(QueryParameter.LIMIT, QueryParameter.CURSOR)
                        .givesPage(NodeView.class)
                        .by("List the servers that share the database", this::list),
                Route.post("/nodes/{node}/drain")
                        .needs(TOKEN_EDIT)
                        .gives(NodeView.class)
                        .by("Let a server begin nothing new", call -> drain(call, true)),
                Route.post("/nodes/{node}/resume")
                        .needs(TOKEN_EDIT)
                        .gives(NodeView.class)
                        .by("Let a server that drains work again", call -> drain(call, false)));
    }

    private Reply<Page<NodeView>> list(Call<Void> call) {
        long after = call.cursor()
                .map(cursor -> CURSOR.read(cursor, key -> Ids.parse(PREFIX, key)))
                .orElse(-1L);
        List<NodeView> found = nodes.list().stream()
                .filter(node -> node.id() > after)
                .limit(call.limit() + 1L)
                .map(NodeView::of)
                .toList();
        return Reply.ok(Page.of(found, call.limit(), node -> CURSOR.write(node.id())));
    }

    private Reply<NodeView> drain(Call<Void> call, boolean draining) {
        String written = call.path("node");
        long id = Ids.parse(PREFIX, written).orElseThrow(() -> MillraceException.notFound("node", written));
        return Reply.ok(NodeView.of(nodes.drain(id, written, draining)));
    }
}
