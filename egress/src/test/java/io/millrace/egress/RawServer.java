package io.millrace.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on the loopback address that misbehaves on a connection exactly as a test says. */
final class RawServer implements AutoCloseable {
    /** What happens on one connection, which is closed afterwards. */
    @FunctionalInterface
    interface Script {
        void run(Conversation conversation) throws IOException, InterruptedException;
    }

    /** One connection, seen by the server. */
    static final class Conversation {
        private final Socket socket;
        private final RawServer server;

        private Conversation(Socket socket, RawServer server) {
            this.socket = socket;
            this.server = server;
        }

        /** Reads a request's headers, and nothing of its body. */
        String readRequest() throws IOException {
            StringBuilder text = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (text.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                text.append((char) next);
            }
            if (!text.isEmpty()) {
                server.requests.add(text.toString());
            }
            return text.toString();
        }

        void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.UTF_8));
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        /** Says nothing until the client gives up or the server is closed. */
        void stall() throws IOException {
            while (socket.getInputStream().read() >= 0) {
                // What still comes is of no interest.
            }
        }

        void close() throws IOException {
            socket.close();
        }

        /** Ends the connection so that the client sees a reset instead of an end. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private final ServerSocket listener;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();

    RawServer(Script script) {
        try {
            listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(script));
    }

    private void accept(Script script) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> converse(script, socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void converse(Script script, Socket socket) {
        try (socket) {
            script.run(new Conversation(socket, this));
        } catch (IOException e) {
            // The client went away, which is what many tests provoke.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** How many connections were accepted. */
    int connections() {
        return connections.get();
    }

    /** The requests read so far, headers only. */
    Queue<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
