package io.millrace.server.api;

import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Probes: whether the process lives, has started, and can take requests. */
final class HealthRoutes {
    private static final String WHY = "load balancers and supervisors have no credentials; nothing secret is told";

    private final List<HealthCheck> checks;
    private final BooleanSupplier draining;

    /** @param status {@code ok} or {@code failing} @param checks {@code ok} or what is wrong, by name */
    record HealthView(String status, Map<String, String> checks) {}

    /** @param draining whether this node is to get no more requests, though nothing is wrong with it */
    HealthRoutes(List<HealthCheck> checks, BooleanSupplier draining) {
        this.checks = List.copyOf(checks);
        this.draining = draining;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/health/live")
                        .open(WHY)
                        .gives(HealthView.class)
                        .by("Tell whether the process is alive", call -> Reply.ok(new HealthView("ok", Map.of()))),
                Route.get("/health/started")
                        .open(WHY)
                        .gives(HealthView.class)
                        .or(503, HealthView.class)
                        .by("Tell whether the server has started", call -> checked(false)),
                Route.get("/health/ready")
                        .open(WHY)
                        .gives(HealthView.class)
                        .or(503, HealthView.class)
                        .by("Tell whether the server can take requests", call -> checked(draining.getAsBoolean())));
    }

    private Reply<Record> checked(boolean drains) {
        Map<String, String> results = new LinkedHashMap<>();
        boolean right = true;
        for (HealthCheck check : checks) {
            String problem = check.problem().get().orElse("ok");
            right &= problem.equals("ok");
            results.put(check.name(), problem);
        }
        if (drains) {
            right = false;
            results.put("node", "This server drains: a person has told it to begin nothing new.");
        }
        return Reply.of(right ? 200 : 503, new HealthView(right ? "ok" : "failing", results));
    }
}
