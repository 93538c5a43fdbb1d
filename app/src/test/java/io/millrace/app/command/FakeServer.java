package io.millrace.app.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A server that answers each request with the next of the answers it was given, and keeps what was asked. */
final class FakeServer implements AutoCloseable {
    private final HttpServer server;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();

    record Answer(int status, String type, String body) {}

    record Request(
            String line,
            Optional<String> authorization,
            Optional<String> lastEventId,
            String contentType,
            String body) {}

    FakeServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    FakeServer answers(int status, String json) {
        return answers(status, "application/json", json);
    }

    FakeServer answers(int status, String type, String body) {
        synchronized (answers) {
            answers.add(new Answer(status, type, body));
        }
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            synchronized (requests) {
                requests.add(new Request(
                        exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                        header(exchange, "Authorization"),
                        header(exchange, "Last-Event-ID"),
                        header(exchange, "Content-Type").orElse(""),
                        body));
            }
            Answer answer = next();
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            if (answer.status() == 201) {
                exchange.getResponseHeaders().set("Set-Cookie", "millrace_session=s; Path=/; HttpOnly");
            }
            if (answer.status() / 100 == 3) {
                exchange.getResponseHeaders().set("Location", "https://elsewhere.example.com/");
            }
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private Answer next() {
        synchronized (answers) {
            return answers.isEmpty() ? new Answer(500, "application/json", "{}") : answers.poll();
        }
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
