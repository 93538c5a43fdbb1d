package io.millrace.core.workflow;

import io.millrace.core.workflow.TriggerSpec.Ended;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which enabled workflows wait for the end of which others, as it was at one moment. Immutable. */
public final class Listening {
    /** Nobody does. */
    public static final Listening NONE = new Listening(Map.of());

    private record Source(String project, String workflow, String end) {}

    private final Map<Source, List<Route>> routes;

    private Listening(Map<Source, List<Route>> routes) {
        this.routes = routes;
    }

    static Listening of(List<Route> all) {
        Map<Source, List<Route>> routes = new HashMap<>();
        for (Route route : all) {
            if (route.enabled() && route.kind() == Route.Kind.WORKFLOW) {
                for (String end : route.verify().split(" ")) {
                    routes.computeIfAbsent(new Source(route.project(), route.path(), end), key -> new ArrayList<>())
                            .add(route);
                }
            }
        }
        return routes.isEmpty() ? NONE : new Listening(routes);
    }

    /** @param end the code of the status that an execution of the workflow ended with */
    public boolean to(String project, String workflow, String end) {
        return !routes.isEmpty() && routes.containsKey(new Source(project, workflow, end));
    }

    /** One route of each trigger that waits for it, by workflow and trigger. */
    List<Route> routes(String project, String workflow, String end) {
        return routes.getOrDefault(new Source(project, workflow, end), List.of());
    }

    /** Whether one workflow starts when the other one ends in whatever way. */
    boolean between(String project, String ends, String starts) {
        return Arrays.stream(Ended.values())
                .flatMap(end -> routes(project, ends, end.code()).stream())
                .anyMatch(route -> route.workflow().equals(starts));
    }
}
