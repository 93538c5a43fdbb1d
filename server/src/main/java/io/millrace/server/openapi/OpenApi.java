package io.millrace.server.openapi;

import io.millrace.server.route.Guard;
import io.millrace.server.route.ProblemDetail;
import io.millrace.server.route.QueryParameter;
import io.millrace.server.route.Route;
import io.millrace.server.route.RouteTable;
import io.millrace.server.shape.JsonObject;
import io.millrace.server.shape.Shape;
import io.millrace.server.shape.ShapeSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the table of routes as OpenAPI 3.1. The same table always gives the same document. */
public final class OpenApi {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final String JSON = "application/json";

    private final ShapeSchema schemas = new ShapeSchema();

    private OpenApi() {}

    public static Map<String, Object> document(RouteTable table) {
        return new OpenApi().write(table);
    }

    private Map<String, Object> write(RouteTable table) {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (RouteTable.Row row : table.rows()) {
            if (!row.route().method().equals(Route.ANY)) {
                methods(paths, row.path()).put(row.route().method().toLowerCase(Locale.ROOT), operation(row));
            }
        }
        Map<String, Object> problem = schemas.of(Shape.of(ProblemDetail.class), false);
        return JsonObject.of(
                "openapi",
                "3.1.0",
                "info",
                JsonObject.of("title", "Millrace", "version", "v1", "license", JsonObject.of("name", "Apache-2.0")),
                "paths",
                paths,
                "components",
                JsonObject.of(
                        "schemas",
                        schemas.components(),
                        "responses",
                        JsonObject.of(
                                "Problem",
                                JsonObject.of(
                                        "description",
                                        "What is wrong, as problem details (RFC 9457)",
                                        "content",
                                        JsonObject.of(ProblemDetail.CONTENT_TYPE, JsonObject.of("schema", problem)))),
                        "securitySchemes",
                        JsonObject.of(
                                "token",
                                JsonObject.of("type", "http", "scheme", "bearer"),
                                "session",
                                JsonObject.of("type", "apiKey", "in", "cookie", "name", "millrace_session"))));
    }

    @SuppressWarnings("unchecked") // only this class puts into the map
    private static Map<String, Object> methods(Map<String, Object> paths, String path) {
        return (Map<String, Object>) paths.computeIfAbsent(path, each -> new LinkedHashMap<String, Object>());
    }

    private Map<String, Object> operation(RouteTable.Row row) {
        Route route = row.route();
        Map<String, Object> operation = JsonObject.of(
                "operationId", operationId(row), "summary", route.summary(), "tags", List.of(tag(row.path())));
        if (route.guard() instanceof Guard.Needs(var permission)) {
            operation.put("x-permission", permission.name().toLowerCase(Locale.ROOT));
        }
        operation.put(
                "security",
                route.guard() instanceof Guard.Open
                        ? List.of()
                        : List.of(JsonObject.of("token", List.of()), JsonObject.of("session", List.of())));
        List<Object> parameters = parameters(row);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        Map<String, Object> content = requestContent(route);
        if (!content.isEmpty()) {
            operation.put("requestBody", JsonObject.of("required", true, "content", content));
        }
        operation.put("responses", responses(route));
        return operation;
    }

    private static List<Object> parameters(RouteTable.Row row) {
        List<Object> parameters = new ArrayList<>();
        Matcher matcher = PARAMETER.matcher(row.path());
        while (matcher.find()) {
            parameters.add(JsonObject.of(
                    "name",
                    matcher.group(1),
                    "in",
                    "path",
                    "required",
                    true,
                    "schema",
                    JsonObject.of("type", "string")));
        }
        for (QueryParameter<?> parameter : row.route().query()) {
            parameters.add(JsonObject.of(
                    "name",
                    parameter.name(),
                    "in",
                    "query",
                    "description",
                    parameter.description(),
                    "schema",
                    parameter.schema()));
        }
        return parameters;
    }

    private Map<String, Object> requestContent(Route route) {
        Map<String, Object> content = new LinkedHashMap<>();
        switch (route.intake()) {
            case Route.Intake.Nothing ignored -> {}
            case Route.Intake.Raw ignored -> content.put("*/*", JsonObject.of());
            case Route.Intake.Json<?> json ->
                content.put(JSON, JsonObject.of("schema", schemas.of(json.shape(), true)));
            case Route.Intake.Text(List<String> types) ->
                types.forEach(type -> content.put(type, JsonObject.of("schema", JsonObject.of("type", "string"))));
        }
        return content;
    }

    private Map<String, Object> responses(Route route) {
        Map<String, Object> responses = new LinkedHashMap<>();
        switch (route.outcome()) {
            case Route.Outcome.Nothing ignored -> responses.put("204", JsonObject.of("description", "Done"));
            case Route.Outcome.Json json -> responses.put(Integer.toString(json.status()), response(json));
            case Route.Outcome.Paged(Shape item) ->
                responses.put("200", described(JSON, page(schemas.of(item, false))));
            case Route.Outcome.File(String type) ->
                responses.put("200", described(type.split(";", 2)[0], JsonObject.of()));
            case Route.Outcome.Stream ignored ->
                responses.put("200", described("text/event-stream", JsonObject.of("type", "string")));
        }
        route.alternatives().forEach(json -> responses.put(Integer.toString(json.status()), response(json)));
        responses.put("default", JsonObject.of("$ref", "#/components/responses/Problem"));
        return responses;
    }

    private Map<String, Object> response(Route.Outcome.Json json) {
        return described(JSON, schemas.of(json.shape(), false));
    }

    private static Map<String, Object> described(String type, Map<String, Object> schema) {
        return JsonObject.of("description", "Done", "content", JsonObject.of(type, JsonObject.of("schema", schema)));
    }

    private static Map<String, Object> page(Map<String, Object> item) {
        return JsonObject.of(
                "type",
                "object",
                "properties",
                JsonObject.of(
                        "items",
                        JsonObject.of("type", "array", "items", item),
                        "next",
                        JsonObject.of("type", List.of("string", "null"))),
                "required",
                List.of("items", "next"));
    }

    /** {@code get_project_workflows_by_workflow}: stable, unique, and readable in a generated client. */
    private static String operationId(RouteTable.Row row) {
        String path = row.path()
                .replace(RouteTable.PROJECT_PREFIX + "/", "/project/")
                .replaceFirst("^" + RouteTable.API_PREFIX, "")
                .replaceAll("\\{([^}]+)}", "by_$1")
                .replaceAll("[^A-Za-z0-9]+", "_");
        return row.route().method().toLowerCase(Locale.ROOT) + path;
    }

    /** The first noun of the path. */
    private static String tag(String path) {
        String rest = path.replace(RouteTable.PROJECT_PREFIX + "/", "").replaceFirst("^" + RouteTable.API_PREFIX, "");
        return rest.replaceFirst("^/", "").split("/", 2)[0];
    }
}
