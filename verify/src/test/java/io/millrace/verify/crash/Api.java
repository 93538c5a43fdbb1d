package io.millrace.verify.crash;

import io.millrace.core.shared.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The HTTP API of the server under test as its owner sees it. Paths are those of the project {@code default}; one that
 * starts with two slashes is the server's: {@code //api/v1/tokens}.
 */
final class Api implements AutoCloseable {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
    private static final String PROJECT = "/api/v1/projects/default";
    private static final int PAGE = 200;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Supplier<URI> server;
    private final String token;

    /** @param server where the server is now; asked for each request */
    Api(Supplier<URI> server, String token) {
        this.server = server;
        this.token = token;
    }

    URI server() {
        return server.get();
    }

    /** Saves a workflow and publishes it. */
    void publish(String workflow, String yaml) {
        send("PUT", "/workflows/" + workflow, "application/yaml", yaml);
        send("POST", "/workflows/" + workflow + "/publish", "application/json", "");
    }

    void putVariable(String name, String value, boolean secret) {
        put("/variables/" + name, Map.of("value", value, "secret", secret));
    }

    Map<String, Object> put(String path, Object body) {
        return Json.readObject(send("PUT", path, "application/json", Json.write(body)));
    }

    Map<String, Object> post(String path, Object body) {
        return Json.readObject(send("POST", path, "application/json", Json.write(body)));
    }

    Map<String, Object> get(String path) {
        return Json.readObject(getText(path));
    }

    String getText(String path) {
        return send("GET", path, "application/json", "");
    }

    /** Every item of a list, page after page. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> all(String path) {
        List<Map<String, Object>> items = new ArrayList<>();
        String cursor = "";
        do {
            Map<String, Object> page = get(path + (path.contains("?") ? "&" : "?") + "limit=" + PAGE + cursor);
            items.addAll((List<Map<String, Object>>) page.get("items"));
            cursor = page.get("next") instanceof String next
                    ? "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8)
                    : "";
        } while (!cursor.isEmpty());
        return items;
    }

    private String send(String method, String path, String type, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.get().resolve(path.startsWith("//") ? path.substring(1) : PROJECT + path))
                .timeout(LONGEST_ANSWER)
                .header("Authorization", "Bearer " + token)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(
                        method + " " + path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
