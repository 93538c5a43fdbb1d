package io.millrace.server;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.server.route.FakeIdentity;
import io.millrace.server.route.Identity;
import io.millrace.server.route.Limits;
import io.millrace.server.route.RouteTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;

/** A server on a free port of loopback, with a real socket and a fake identity. */
public final class RunningServer implements AutoCloseable {
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    public final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    public RunningServer(RouteTable table) {
        this(table, Limits.DEFAULT);
    }

    public RunningServer(RouteTable table, Limits limits) {
        this(table, limits, new FakeIdentity());
    }

    public RunningServer(RouteTable table, Limits limits, Identity identity) {
        this(table, limits, identity, Optional.empty());
    }

    /** @param pages answers what no route takes */
    RunningServer(RouteTable table, Limits limits, Identity identity, Optional<Handler> pages) {
        server = new HttpServer(
                HttpSettings.of("127.0.0.1", 0, URI.create("http://millrace.example"))
                        .withLimits(limits),
                new HttpServer.Parts(table, identity, project -> project.equals("default"), pages, registry));
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return sent(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * The server closes a connection whose request it has refused unread; this client may take it for the next request just then,
     * and repeats no request by itself.
     */
    private <T> HttpResponse<T> sent(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("received no bytes")) {
                return client.send(request, handler);
            }
            throw e;
        }
    }

    /** Sends bytes as they are and reads until the server closes. */
    public String raw(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream input = socket.getInputStream();
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends bytes as they are, reads the beginning of the answer and resets the connection. */
    public void reset(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getInputStream().readNBytes(12);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop() {
        server.stop();
    }

    @Override
    public void close() {
        // First the client: a stop waits a second for idle connections.
        client.shutdownNow();
        server.stop();
    }
}
