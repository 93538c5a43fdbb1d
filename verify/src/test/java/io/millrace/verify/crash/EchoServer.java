package io.millrace.verify.crash;

import io.millrace.core.shared.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * A tool that gives its callers away: whatever it is sent comes back in the body as it is, as JSON inside JSON and in
 * base64, and in headers; with the status that the path names, and as a redirect to an address that holds it. It also tells
 * everybody what it has learned elsewhere.
 */
final class EchoServer implements AutoCloseable {
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("host", "connection", "content-length", "accept-encoding");

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final Set<String> received = ConcurrentHashMap.newKeySet();
    private final List<String> learned;

    /** @param learned goes into every answer */
    EchoServer(List<String> learned) {
        this.learned = List.copyOf(learned);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Echoing());
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The echo server did not start", e);
        }
    }

    String url() {
        return "http://" + address();
    }

    String address() {
        return "127.0.0.1:" + connector.getLocalPort();
    }

    /** Everything that was ever sent here, one JSON text a request. */
    Set<String> received() {
        return Set.copyOf(received);
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }

    private final class Echoing extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Content.Source.asString(request, StandardCharsets.UTF_8, new Promise<>() {
                @Override
                public void succeeded(String body) {
                    answer(request, body, response, callback);
                }

                @Override
                public void failed(Throwable cause) {
                    callback.failed(cause);
                }
            });
            return true;
        }

        private void answer(Request request, String body, Response response, Callback callback) {
            String target = request.getHttpURI().getPathQuery();
            Map<String, Object> seen = new LinkedHashMap<>();
            seen.put("target", target);
            seen.put("headers", headers(request.getHeaders()));
            seen.put("body", body);
            String json = Json.write(seen);
            received.add(json);
            response.setStatus(status(target));
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            if (response.getStatus() == 302) {
                response.getHeaders().put(HttpHeader.LOCATION, target.replace("/302", "/200"));
            }
            request.getHeaders().stream()
                    .filter(field -> !OF_THE_CONNECTION.contains(field.getLowerCaseName()))
                    .forEach(field -> response.getHeaders().add("Echo-" + field.getName(), field.getValue()));
            response.write(true, ByteBuffer.wrap(Json.writeBytes(disguises(seen))), callback);
        }

        private static int status(String target) {
            return Integer.parseInt(target.substring(1, 4));
        }

        private static Map<String, String> headers(HttpFields fields) {
            Map<String, String> headers = new HashMap<>();
            for (HttpField field : fields) {
                headers.merge(field.getLowerCaseName(), field.getValue(), (first, second) -> first + ", " + second);
            }
            return headers;
        }

        private Map<String, Object> disguises(Map<String, Object> seen) {
            String text = seen.get("target") + " " + seen.get("headers") + " " + seen.get("body");
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return Map.of(
                    "message",
                    "Refused: " + text,
                    "plain",
                    seen,
                    "base64",
                    Base64.getEncoder().encodeToString(bytes),
                    "base64url",
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                    "learned",
                    learned);
        }
    }
}
