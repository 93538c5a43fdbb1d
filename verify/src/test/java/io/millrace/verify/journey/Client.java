package io.millrace.verify.journey;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Somebody who talks HTTP to the server, with the headers that say who they are. */
final class Client {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Supplier<URI> server;
    private final Map<String, String> identity;

    /** @param server asked at each request, since the port changes when the server is started again */
    Client(Supplier<URI> server, Map<String, String> identity) {
        this.server = server;
        this.identity = Map.copyOf(identity);
    }

    Client withToken(String token) {
        return new Client(server, Map.of("Authorization", "Bearer " + token));
    }

    Client with(Map<String, String> headers) {
        return new Client(server, headers);
    }

    Answer get(String path) {
        return ask("GET", path).send();
    }

    Answer delete(String path) {
        return ask("DELETE", path).send();
    }

    Answer post(String path) {
        return ask("POST", path).send();
    }

    Answer post(String path, @Nullable Object json) {
        return ask("POST", path).json(json).send();
    }

    Answer put(String path, @Nullable Object json) {
        return ask("PUT", path).json(json).send();
    }

    /** A request that is about to be made. @param path with its query */
    Ask ask(String method, String path) {
        return new Ask(method, path);
    }

    final class Ask {
        private final String method;
        private final String path;
        private final Map<String, String> headers = new LinkedHashMap<>(identity);
        private byte[] body = new byte[0];

        private Ask(String method, String path) {
            this.method = method;
            this.path = path;
        }

        Ask header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Ask headers(Map<String, String> more) {
            headers.putAll(more);
            return this;
        }

        Ask json(@Nullable Object value) {
            return text("application/json", Jsons.write(value));
        }

        Ask yaml(String text) {
            return text("application/yaml", text);
        }

        Ask text(String contentType, String text) {
            return bytes(contentType, text.getBytes(StandardCharsets.UTF_8));
        }

        Ask bytes(String contentType, byte[] bytes) {
            body = bytes;
            return header("Content-Type", contentType);
        }

        Answer send() {
            HttpResponse<byte[]> response = send(HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(method + " " + path, response.statusCode(), response.headers(), response.body());
        }

        /** Opens the answer as a stream; the caller closes it. */
        HttpResponse<InputStream> open() {
            return send(HttpResponse.BodyHandlers.ofInputStream());
        }

        private <T> HttpResponse<T> send(HttpResponse.BodyHandler<T> handler) {
            HttpRequest.Builder request = HttpRequest.newBuilder(server.get().resolve(path))
                    .timeout(PATIENCE)
                    .method(
                            method,
                            body.length == 0
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(body));
            headers.forEach(request::setHeader);
            try {
                return HTTP.send(request.build(), handler);
            } catch (IOException e) {
                throw new UncheckedIOException(method + " " + path, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(method + " " + path + " took too long", e);
            }
        }
    }
}
