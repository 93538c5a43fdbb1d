package io.millrace.server.api;

import io.millrace.core.shared.Json;
import io.millrace.core.tool.Catalogue;
import io.millrace.core.workflow.Definition;
import io.millrace.server.openapi.OpenApi;
import io.millrace.server.route.Document;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import io.millrace.server.route.RouteTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What describes the API and the formats to machines: OpenAPI and the JSON Schemas that editors complete from. */
final class DescriptionRoutes {
    private static final String JSON = "application/json";
    private static final String SCHEMA = "application/schema+json";
    private static final String WHY = "it is the same for every installation and holds nothing of this one";

    private final AtomicReference<byte @Nullable []> openApi = new AtomicReference<>();

    /** Writes the description once the table is complete, which includes the route of the description. */
    void describe(RouteTable table) {
        openApi.set(Json.writeBytes(OpenApi.document(table)));
    }

    List<Route> apiRoutes() {
        return List.of(Route.get("/openapi.json")
                .open(WHY)
                .givesFile(JSON)
                .by("Describe this API (OpenAPI 3.1)", call -> Reply.ok(new Document(JSON, openApi()))));
    }

    List<Route> rootRoutes() {
        return List.of(
                Route.get("/schemas/workflow.json")
                        .open(WHY)
                        .givesFile(SCHEMA)
                        .by(
                                "Get the JSON Schema of workflows",
                                call -> schema(Definition.class, "workflow.schema.json")),
                Route.get("/schemas/manifest.json")
                        .open(WHY)
                        .givesFile(SCHEMA)
                        .by(
                                "Get the JSON Schema of tool manifests",
                                call -> schema(Catalogue.class, "manifest.schema.json")));
    }

    private byte[] openApi() {
        byte[] document = openApi.get();
        if (document == null) {
            throw new IllegalStateException("The description was asked for before the table was complete");
        }
        return document;
    }

    /** Editors load schemas from other origins, so these answers may be read anywhere. */
    private static Reply<Document> schema(Class<?> neighbour, String name) {
        try (InputStream stream = Objects.requireNonNull(neighbour.getResourceAsStream(name), name)) {
            return Reply.ok(new Document(SCHEMA, stream.readAllBytes()))
                    .with("Access-Control-Allow-Origin", "*")
                    .with("Cross-Origin-Resource-Policy", "cross-origin")
                    .with("Cache-Control", "public, max-age=300");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
