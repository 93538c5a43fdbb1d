package io.millrace.benchmark;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.access.Principal;
import io.millrace.server.HttpServer;
import io.millrace.server.HttpSettings;
import io.millrace.server.route.Call;
import io.millrace.server.route.Document;
import io.millrace.server.route.Identity;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import io.millrace.server.route.RouteTable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Millrace's own HTTP server with its limits, headers and metrics, and one route like that of webhooks, whose handler reads
 * the body, stores nothing and answers 202. What taking in durably costs more than this is the price of keeping the promise.
 */
final class Door {
    private static final Document ANSWER = new Document(
            "application/json", "{\"id\":\"evt_0000000000000\",\"duplicate\":false}".getBytes(StandardCharsets.UTF_8));

    private final HttpServer server;

    Door(int port) throws IOException {
        Route hook = Route.post("/hooks/{project}/{path}")
                .open("it keeps nothing")
                .anyQuery()
                .takesBytes()
                .givesFile("application/json")
                .by("Take a webhook and forget it", Door::forget);
        server = new HttpServer(
                HttpSettings.of("127.0.0.1", port, URI.create("http://127.0.0.1:" + port)),
                new HttpServer.Parts(
                        RouteTable.builder().root(List.of(hook)).build(),
                        new Nobody(),
                        project -> true,
                        Optional.empty(),
                        new SimpleMeterRegistry()));
        server.start();
    }

    private static Reply<Document> forget(Call<byte[]> call) {
        if (call.body().length == 0) {
            throw new IllegalArgumentException("a webhook without a body measures something else");
        }
        return Reply.of(202, ANSWER);
    }

    private static final class Nobody implements Identity {
        @Override
        public Optional<Principal> byToken(String token) {
            return Optional.empty();
        }

        @Override
        public Optional<Session> bySession(String cookie) {
            return Optional.empty();
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.port() + "/hooks/default/bench";
    }

    void join() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
