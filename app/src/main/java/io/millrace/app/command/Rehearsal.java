package io.millrace.app.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends webhooks through a server for a few seconds, each of which runs an action. The JVM records with the classes how
 * often their methods run and with what, so that a later start compiles what is hot at once and well.
 */
final class Rehearsal {
    private static final Duration LENGTH = Duration.ofSeconds(8);
    private static final int SENDERS = 8;

    /** What the action calls: another address of the same server, which starts nothing. */
    private static final String END = """
            id: rehearsal-end
            triggers:
              - id: hook
                webhook: { path: rehearsal-end, verify: { preset: none } }
                when: event.data.number < 0
            steps:
              - id: never
                transform: 1
            """;

    private static final String BEGINNING = """
            id: rehearsal
            triggers:
              - id: hook
                webhook: { path: rehearsal, verify: { preset: none } }
            steps:
              - id: post
                action: http.request
                input:
                  method: POST
                  url: "%shooks/default/rehearsal-end"
                  body: "{{ event.data }}"
            """;

    private final URI server;
    private final String token;

    /** @param token of an owner */
    Rehearsal(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /** @throws IOException when the server does not do what it is asked */
    void run() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient();
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            publish(client, "rehearsal-end", END);
            publish(client, "rehearsal", BEGINNING.formatted(server));
            long end = System.nanoTime() + LENGTH.toNanos();
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                all.add(() -> send(client, end));
            }
            for (Future<Void> sender : senders.invokeAll(all)) {
                sender.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("The server did not take a webhook: " + e.getCause(), e);
        }
    }

    private Void send(HttpClient client, long end) throws IOException, InterruptedException {
        String padding = "x".repeat(700);
        for (int number = 0; System.nanoTime() < end; number++) {
            String body = "{\"number\": " + number + ", \"name\": \"rehearsal\", \"text\": \"" + padding + "\"}";
            require(client, to("hooks/default/rehearsal", "application/json").POST(BodyPublishers.ofString(body)));
        }
        return null;
    }

    private void publish(HttpClient client, String id, String text) throws IOException, InterruptedException {
        String workflow = "api/v1/projects/default/workflows/" + id;
        require(client, to(workflow, "application/yaml").PUT(BodyPublishers.ofString(text)));
        require(client, to(workflow + "/publish", "application/json").POST(BodyPublishers.noBody()));
    }

    private HttpRequest.Builder to(String path, String contentType) {
        return HttpRequest.newBuilder(server.resolve("/" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType);
    }

    private static void require(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
