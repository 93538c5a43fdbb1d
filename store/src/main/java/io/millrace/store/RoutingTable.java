package io.millrace.store;

import io.millrace.core.workflow.Route;
import io.millrace.core.workflow.WorkflowStore.NewRoute;
import io.millrace.core.workflow.WorkflowStore.NewVersion;
import io.millrace.core.workflow.WorkflowStore.PublishResult.PathTaken;
import io.millrace.core.workflow.WorkflowStore.Routing;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which triggers start which workflow: the routes, and the one row of {@code routing} that counts their changes. */
final class RoutingTable {
    private RoutingTable() {}

    /** Lets nobody else change a route until the transaction ends. */
    static void lock(Handle handle, Dialect dialect) {
        handle.createQuery("SELECT revision FROM routing WHERE one = 1" + dialect.forUpdate())
                .mapTo(Long.class)
                .one();
    }

    /** Tells every node that what is routed has changed. */
    static void changed(Handle handle) {
        handle.execute("UPDATE routing SET revision = revision + 1 WHERE one = 1");
    }

    /** The first path of a version that another workflow verifies in another way. */
    static Optional<PathTaken> taken(Handle handle, NewVersion version) {
        return version.routes().stream()
                .filter(route -> route.kind() == Route.Kind.WEBHOOK)
                .flatMap(route -> handle
                        .createQuery("SELECT workflow FROM route WHERE project = :project AND kind = 'webhook'"
                                + " AND path = :path AND workflow <> :workflow AND verify <> :verify"
                                + " ORDER BY workflow LIMIT 1")
                        .bind("project", version.project())
                        .bind("workflow", version.id())
                        .bind("path", route.path())
                        .bind("verify", route.verify())
                        .mapTo(String.class)
                        .list()
                        .stream()
                        .map(rival -> new PathTaken(route.path(), rival)))
                .findFirst();
    }

    static void replace(Handle handle, NewVersion version) {
        delete(handle, version.project(), version.id());
        for (NewRoute route : version.routes()) {
            handle.createUpdate("INSERT INTO route (project, workflow, trigger_id, kind, path, verify)"
                            + " VALUES (:project, :workflow, :trigger, :kind, :path, :verify)")
                    .bind("project", version.project())
                    .bind("workflow", version.id())
                    .bind("trigger", route.trigger())
                    .bind("kind", route.kind().code())
                    .bind("path", route.path())
                    .bind("verify", route.verify())
                    .execute();
        }
    }

    static void delete(Handle handle, String project, String workflow) {
        handle.createUpdate("DELETE FROM route WHERE project = :project AND workflow = :workflow")
                .bind("project", project)
                .bind("workflow", workflow)
                .execute();
    }

    static long revision(Handle handle) {
        return handle.createQuery("SELECT revision FROM routing WHERE one = 1")
                .mapTo(Long.class)
                .one();
    }

    static Routing read(Handle handle) {
        // the revision first: routes that are newer than it only mean that they are read once more
        long revision = revision(handle);
        List<Route> routes = handle.createQuery("SELECT r.*, w.version, w.enabled FROM route r JOIN workflow w"
                        + " ON w.project = r.project AND w.id = r.workflow"
                        + " WHERE w.deleted = 0 AND w.version IS NOT NULL"
                        + " ORDER BY r.project, r.workflow, r.trigger_id")
                .map((row, context) -> WorkflowRows.route(row))
                .list();
        return new Routing(revision, routes);
    }
}
