package io.millrace.server.api;

import io.millrace.core.source.HookAnswer;
import io.millrace.core.source.Hooks;
import io.millrace.core.source.InboundRequest;
import io.millrace.server.route.Call;
import io.millrace.server.route.Document;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.util.List;

/** The door for webhooks, and the hottest path of the server: the raw body is read once and handed on as it is. */
final class HookRoutes {
    private static final String JSON = "application/json";

    private final Hooks hooks;

    /** The answer as core writes it. @param id {@code evt_...} @param duplicate whether the delivery had come before */
    record ReceivedView(String id, boolean duplicate) {}

    HookRoutes(Hooks hooks) {
        this.hooks = hooks;
    }

    List<Route> routes() {
        return List.of(Route.post("/hooks/{project}/{path}")
                .open("senders prove who they are by their signature, which the source verifies on the raw body")
                .anyQuery()
                .takesBytes()
                .givesFile(JSON)
                .describes(202, ReceivedView.class)
                .by("Take a webhook; 202 once the event is on disk", this::receive));
    }

    private Reply<Document> receive(Call<byte[]> call) {
        HookAnswer answer = hooks.receive(new InboundRequest(
                call.project(),
                call.path("path"),
                call.method(),
                call.headers(),
                call.rawQuery(),
                call.body(),
                call.remote(),
                call.trace()));
        return Reply.of(answer.status(), new Document(answer.contentType(), answer.body()));
    }
}
