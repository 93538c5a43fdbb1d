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
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the table of routes as OpenAPI 3.1. The same table always gives the same document. */
public final class OpenApi {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final String JSON = "application/json";

    /** The methods under which a route that takes every method is described. */
    private static final List<String> ANY_METHOD = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final ShapeSchema schemas = new ShapeSchema();
    private final Words words = new Words();

    private OpenApi() {}

    public static Map<String, Object> document(RouteTable table) {
        return new OpenApi().write(table);
    }

    private Map<String, Object> write(RouteTable table) {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (RouteTable.Row row : table.rows()) {
            String method = row.route().method();
            for (String each : method.equals(Route.ANY) ? ANY_METHOD : List.of(method)) {
                methods(paths, row.path()).put(each.toLowerCase(Locale.ROOT), operation(row, each));
            }
        }
        Map<String, Object> problem = schemas.of(Shape.of(ProblemDetail.class), false);
        return JsonObject.of(
                "openapi",
                "3.1.0",
                "info",
                JsonObject.of(
                        "title",
                        "Millrace",
                        "version",
                        "v1",
                        "description",
                        words.about(),
                        "license",
                        JsonObject.of("name", "Apache-2.0", "identifier", "Apache-2.0")),
                "servers",
                List.of(JsonObject.of("url", "/", "description", "The server that gives this description")),
                "paths",
                paths,
                "components",
                JsonObject.of(
                        "schemas",
                        described(schemas.components()),
                        "responses",
                        JsonObject.of(
                                "Problem",
                                JsonObject.of(
                                        "description",
                                        "What is wrong, as problem details (RFC 9457)",
                                        "headers",
                                        JsonObject.of(
                                                "Retry-After",
                                                JsonObject.of(
                                                        "description",
                                                        "After how many seconds the same request may succeed",
                                                        "schema",
                                                        JsonObject.of("type", "integer"))),
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

    private Map<String, Object> operation(RouteTable.Row row, String method) {
        Route route = row.route();
        Map<String, Object> operation = JsonObject.of(
                "operationId",
                operationId(row, method),
                "summary",
                route.summary(),
                "description",
                admission(route.guard()),
                "tags",
                List.of(tag(row.path())));
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
        if (!content.isEmpty() && !method.equals("GET")) {
            boolean required = !(route.intake() instanceof Route.Intake.Raw);
            operation.put("requestBody", JsonObject.of("required", required, "content", content));
        }
        operation.put("responses", responses(row));
        return operation;
    }

    private static String admission(Guard guard) {
        return switch (guard) {
            case Guard.Needs(var permission) ->
                "Needs the permission " + permission.name().toLowerCase(Locale.ROOT) + ".";
            case Guard.SignedIn(String why) -> "For everybody who is known: " + why + ".";
            case Guard.Open(String why) -> "Open to everybody: " + why + ".";
        };
    }

    private List<Object> parameters(RouteTable.Row row) {
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
                    "description",
                    words.parameter(matcher.group(1)).orElse(matcher.group(1)),
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
        headers(row).forEach(parameters::add);
        return parameters;
    }

    private List<Object> headers(RouteTable.Row row) {
        List<String> names = new ArrayList<>(words.headers(row.route().method(), row.path()));
        boolean open = row.route().guard() instanceof Guard.Open;
        if (!open && !row.route().method().equals("GET")) {
            names.add("X-CSRF-Token");
        }
        return names.stream()
                .<Object>map(name -> JsonObject.of(
                        "name",
                        name,
                        "in",
                        "header",
                        "description",
                        words.header(name),
                        "schema",
                        JsonObject.of("type", "string")))
                .toList();
    }

    private Map<String, Object> requestContent(Route route) {
        Map<String, Object> content = new LinkedHashMap<>();
        switch (route.intake()) {
            case Route.Intake.Nothing ignored -> {}
            case Route.Intake.Raw ignored -> content.put("*/*", JsonObject.of());
            case Route.Intake.Json<?> json ->
                content.put(JSON, JsonObject.of("schema", schemas.of(json.shape(), true)));
            case Route.Intake.Text(List<String> types) ->
                types.forEach(type -> content.put(
                        type, JsonObject.of("schema", JsonObject.of("type", type.equals(JSON) ? "object" : "string"))));
        }
        return content;
    }

    private Map<String, Object> responses(RouteTable.Row row) {
        Route route = row.route();
        Map<String, Object> responses = new LinkedHashMap<>();
        switch (route.outcome()) {
            case Route.Outcome.Nothing ignored -> responses.put("204", JsonObject.of("description", meaning(204)));
            case Route.Outcome.Json json -> responses.put(Integer.toString(json.status()), response(json));
            case Route.Outcome.Paged(Shape item) ->
                responses.put("200", described(200, JSON, page(schemas.of(item, false))));
            case Route.Outcome.File(String type) ->
                responses.put("200", described(200, type.split(";", 2)[0], JsonObject.of()));
            case Route.Outcome.Stream(Map<String, Shape> events) -> responses.put("200", stream(events));
        }
        route.alternatives().forEach(json -> responses.put(Integer.toString(json.status()), response(json)));
        if (words.givesRevision(route.method(), row.path())) {
            responses.values().forEach(OpenApi::addRevision);
        }
        responses.put("4XX", JsonObject.of("$ref", "#/components/responses/Problem"));
        responses.put("5XX", JsonObject.of("$ref", "#/components/responses/Problem"));
        return responses;
    }

    @SuppressWarnings("unchecked") // only this class puts into the map
    private static void addRevision(Object response) {
        ((Map<String, Object>) response)
                .put(
                        "headers",
                        JsonObject.of(
                                "ETag",
                                JsonObject.of(
                                        "description",
                                        "The revision, for If-Match of the next change",
                                        "schema",
                                        JsonObject.of("type", "string"))));
    }

    private Map<String, Object> response(Route.Outcome.Json json) {
        return described(json.status(), JSON, schemas.of(json.shape(), false));
    }

    private Map<String, Object> stream(Map<String, Shape> events) {
        Map<String, Object> data = new LinkedHashMap<>();
        events.forEach((event, shape) -> data.put(event, schemas.of(shape, false)));
        Map<String, Object> content = described(
                200,
                "text/event-stream",
                JsonObject.of(
                        "type", "string", "description", "Server-sent events; x-events has the data of each type"));
        content.put("x-events", data);
        return content;
    }

    private static Map<String, Object> described(int status, String type, Map<String, Object> schema) {
        return JsonObject.of(
                "description", meaning(status), "content", JsonObject.of(type, JsonObject.of("schema", schema)));
    }

    private static String meaning(int status) {
        return switch (status) {
            case 201 -> "Made";
            case 202 -> "Accepted: it is on disk and will happen";
            case 204 -> "Done";
            case 503 -> "Not now";
            default -> "The answer";
        };
    }

    /** The components with a sentence for each type and each field. */
    @SuppressWarnings("unchecked") // the schemas of objects have objects for properties
    private Map<String, Object> described(Map<String, Map<String, Object>> components) {
        Map<String, Object> described = new LinkedHashMap<>();
        components.forEach((type, schema) -> {
            Map<String, Object> copy = new LinkedHashMap<>();
            words.type(type).ifPresent(sentence -> copy.put("description", sentence));
            copy.putAll(schema);
            Map<String, Object> properties = new LinkedHashMap<>();
            ((Map<String, Map<String, Object>>) Objects.requireNonNull(schema.get("properties")))
                    .forEach((name, property) -> properties.put(name, field(type, name, property)));
            copy.put("properties", properties);
            described.put(type, copy);
        });
        return described;
    }

    private Map<String, Object> field(String type, String name, Map<String, Object> schema) {
        Map<String, Object> field = new LinkedHashMap<>();
        words.field(type, name).ifPresent(sentence -> field.put("description", sentence));
        field.putAll(words.schema(type, name).orElse(schema));
        return field;
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

    /** One name for each method, also of a route that takes all. */
    private String operationId(RouteTable.Row row, String method) {
        String id = words.operationId(row.route().method(), row.path());
        String suffix = method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
        return row.route().method().equals(Route.ANY) ? id + "By" + suffix : id;
    }

    /** The first noun of the path. */
    private static String tag(String path) {
        String rest = path.replace(RouteTable.PROJECT_PREFIX + "/", "").replaceFirst("^" + RouteTable.API_PREFIX, "");
        return rest.replaceFirst("^/", "").split("/", 2)[0];
    }
}
