package io.millrace.verify.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A tool whose answers are poison: {@code /kill} ends the server that calls, as a step does that the kernel or the JVM ends it
 * for; {@code /deep} is a document that is nested very deep; {@code /never}
 * does not come.
 */
final class PoisonTool implements AutoCloseable {
    private static final int DEEP = 100_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger kills = new AtomicInteger();
    private volatile Runnable kill = () -> {};

    PoisonTool() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/kill", exchange -> {
            kills.incrementAndGet();
            kill.run();
            awaitClosed(); // the caller is never answered, not even by a connection that ends
        });
        server.createContext("/deep", exchange -> answer(exchange, "[".repeat(DEEP) + "]".repeat(DEEP)));
        server.createContext("/never", exchange -> awaitClosed());
        server.start();
    }

    private void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param how ends the server that calls */
    void killsBy(Runnable how) {
        kill = how;
    }

    int kills() {
        return kills.get();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
