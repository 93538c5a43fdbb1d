package io.millrace.server.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jetty.http.pathmap.MatchedResource;
import org.eclipse.jetty.http.pathmap.PathMappings;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;

/**
 * All routes under their full paths. Building it refuses two routes for the same method and path, whatever their
 * parameters are called.
 */
public final class RouteTable {
    /** The prefix of the routes of a project. */
    public static final String PROJECT_PREFIX = "/api/v1/projects/{project}";

    /** The prefix of the routes that belong to no project. */
    public static final String API_PREFIX = "/api/v1";

    private final List<Row> rows;
    private final PathMappings<Map<String, Row>> mappings = new PathMappings<>();

    /**
     * A route where it stands.
     *
     * @param path the full template
     * @param area which group it was added to
     */
    public record Row(String path, Area area, Route route) {}

    /** The group of a route, which decides its prefix and what is checked of every request. */
    public enum Area {
        PROJECT(PROJECT_PREFIX),
        API(API_PREFIX),
        ROOT("");

        private final String prefix;

        Area(String prefix) {
            this.prefix = prefix;
        }
    }

    /** What a request's path and method led to. */
    sealed interface Match {
        /** @param parameters as they stand in the path, still percent-encoded */
        record Found(Row row, Map<String, String> parameters) implements Match {}

        record OtherMethods(List<String> allowed) implements Match {}

        record None() implements Match {}
    }

    private RouteTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
        Map<String, String> templates = new LinkedHashMap<>();
        for (Row row : rows) {
            String anonymous = row.path().replaceAll("\\{[^}]+}", "{}");
            String known = templates.putIfAbsent(anonymous, row.path());
            if (known != null && !known.equals(row.path())) {
                throw new IllegalArgumentException(row.path() + " and " + known + " are the same path");
            }
            UriTemplatePathSpec path = new UriTemplatePathSpec(row.path());
            Map<String, Row> methods = mappings.get(path);
            if (methods == null) {
                methods = new LinkedHashMap<>();
                mappings.put(path, methods);
            }
            if (methods.put(row.route().method(), row) != null) {
                throw new IllegalArgumentException(row.route().method() + " " + row.path() + " is there twice");
            }
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** In the order they were added. */
    public List<Row> rows() {
        return rows;
    }

    /** @param path percent-encoded, without dot segments */
    Match match(String method, String path) {
        MatchedResource<Map<String, Row>> best = mappings.getMatched(path);
        if (best == null) {
            return new Match.None();
        }
        Optional<Row> row = select(method, best.getResource());
        if (row.isPresent()) {
            return found(row.get(), best, path);
        }
        return amongAll(method, path);
    }

    /** The best match lacks the method: a less literal template may have it ({@code /x/validate} is also {@code /x/{id}}). */
    private Match amongAll(String method, String path) {
        TreeSet<String> allowed = new TreeSet<>();
        for (MatchedResource<Map<String, Row>> each : mappings.getMatchedList(path)) {
            Optional<Row> row = select(method, each.getResource());
            if (row.isPresent()) {
                return found(row.get(), each, path);
            }
            allowed.addAll(each.getResource().keySet());
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        allowed.add("OPTIONS");
        return new Match.OtherMethods(List.copyOf(allowed));
    }

    private static Optional<Row> select(String method, Map<String, Row> methods) {
        Row row = methods.get(method);
        if (row == null && method.equals("HEAD")) {
            row = methods.get("GET");
        }
        return Optional.ofNullable(row != null ? row : methods.get(Route.ANY));
    }

    private static Match found(Row row, MatchedResource<Map<String, Row>> matched, String path) {
        return new Match.Found(row, ((UriTemplatePathSpec) matched.getPathSpec()).getPathParams(path));
    }

    /** Collects routes by their group. */
    public static final class Builder {
        private final List<Row> rows = new ArrayList<>();

        private Builder() {}

        /** Routes below {@link #PROJECT_PREFIX}; a project that does not exist answers 404 before the handler runs. */
        public Builder project(List<Route> routes) {
            return add(Area.PROJECT, routes);
        }

        /** Routes below {@link #API_PREFIX}. */
        public Builder api(List<Route> routes) {
            return add(Area.API, routes);
        }

        /** Routes with their full path, for the outside: hooks, health, metrics. No cookie counts there. */
        public Builder root(List<Route> routes) {
            return add(Area.ROOT, routes);
        }

        /** @throws IllegalArgumentException when two routes are for the same method and path */
        public RouteTable build() {
            return new RouteTable(rows);
        }

        private Builder add(Area area, List<Route> routes) {
            for (Route route : routes) {
                rows.add(new Row(area.prefix + route.template(), area, route));
            }
            return this;
        }
    }
}
