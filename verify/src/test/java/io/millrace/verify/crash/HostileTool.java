package io.millrace.verify.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A tool as bad as they come, on a socket of its own. What it does is the first part of the path: {@code /stall} says nothing
 * until it is released, {@code /reset} resets the connection, {@code /half} stops in the midst of its answer, {@code /endless}
 * never stops, {@code /busy} asks everybody to come again.
 */
final class HostileTool implements AutoCloseable {
    private static final byte[] MUCH = "x".repeat(8_192).getBytes(StandardCharsets.US_ASCII);

    private static final List<String> BUSY =
            List.of("HTTP/1.1 429 Too Many Requests", "Retry-After: 2", "Connection: close", "Content-Length: 0");

    private final ServerSocket server;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger stalled = new AtomicInteger();

    HostileTool() {
        try {
            server = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** How many calls wait for an answer. */
    int stalled() {
        return stalled.get();
    }

    /** Ends all that wait for an answer, without one. */
    void release() {
        released.countDown();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader request =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String line = request.readLine();
            while (line != null && !line.isEmpty()) {
                if (line.startsWith("GET /")) {
                    behave(line.split("[ /?]+")[1], socket);
                    return;
                }
                line = request.readLine();
            }
        } catch (IOException | InterruptedException e) {
            // The caller has had enough, which is what this is about.
        } finally {
            open.remove(socket);
        }
    }

    private void behave(String how, Socket socket) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        switch (how) {
            case "stall" -> {
                stalled.incrementAndGet();
                released.await();
            }
            case "reset" -> socket.setSoLinger(true, 0);
            case "half" -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nand then");
            case "endless" -> {
                write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
                while (!server.isClosed()) {
                    out.write(MUCH);
                }
            }
            default -> write(out, String.join("\r\n", BUSY) + "\r\n\r\n");
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        release();
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
