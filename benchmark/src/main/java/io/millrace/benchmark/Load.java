package io.millrace.benchmark;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs a {@link LoadPlan} on one thread over non-blocking sockets, so that on a small machine most of the processor is left to
 * what is measured. Answers are read just far enough to know where they end.
 */
final class Load {
    private final LoadPlan plan;
    private final Latencies latencies = new Latencies();
    private final Map<Integer, Long> failures = new TreeMap<>();
    private long number;
    private long answers;

    Load(LoadPlan plan) {
        this.plan = plan;
    }

    /** @throws IOException when the server cannot be reached at all */
    LoadReport run() throws IOException, InterruptedException {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < plan.connections(); i++) {
                connect(selector);
            }
            drive(selector, System.nanoTime() + plan.warmUp().toNanos(), Long.MAX_VALUE);
            latencies.clear();
            failures.clear();
            answers = 0;
            long sinkBefore = sinkCount();
            long start = System.nanoTime();
            long most = plan.requests() > 0 ? plan.requests() : Long.MAX_VALUE;
            long end = plan.requests() > 0
                    ? Long.MAX_VALUE
                    : start + plan.measured().toNanos();
            drive(selector, end, most);
            double seconds = (System.nanoTime() - start) / 1e9;
            long sinkCalls = plan.sink().isPresent() ? sinkCount() - sinkBefore : -1;
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            return new LoadReport(
                    seconds,
                    answers,
                    Map.copyOf(failures),
                    sinkCalls,
                    latencies.micros(0.5),
                    latencies.micros(0.99),
                    latencies.micros(0.999));
        }
    }

    private void drive(Selector selector, long endNanos, long mostAnswers) throws IOException {
        while (answers < mostAnswers) {
            long left = endNanos - System.nanoTime();
            if (left <= 0) {
                return;
            }
            selector.select(key -> advance(selector, key), Math.clamp(left / 1_000_000, 1, 100));
        }
    }

    private void advance(Selector selector, SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            if (key.isWritable()) {
                key.interestOps(connection.write() ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
            } else if (connection.read()) {
                answered(connection);
                boolean reusable = connection.reusable();
                if (!reusable) {
                    replace(selector, key);
                    return;
                }
                key.interestOps(connection.send(number++) ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            failures.merge(0, 1L, Long::sum);
            replace(selector, key);
        }
    }

    private void answered(LoadConnection connection) {
        answers++;
        latencies.add(System.nanoTime() - connection.startedNanos());
        if (connection.status() < 200 || connection.status() > 299) {
            failures.merge(connection.status(), 1L, Long::sum);
        }
    }

    private void replace(Selector selector, SelectionKey key) {
        try {
            key.channel().close();
            connect(selector);
        } catch (IOException e) {
            throw new IllegalStateException("The server at " + plan.url() + " is gone.", e);
        }
    }

    private void connect(Selector selector) throws IOException {
        int port = plan.url().getPort() < 0 ? 80 : plan.url().getPort();
        // Connecting blocks; it happens before the measurement, or after a failure that is reported anyway.
        SocketChannel channel = opened(new InetSocketAddress(plan.url().getHost(), port));
        channel.socket().setTcpNoDelay(true);
        channel.configureBlocking(false);
        LoadConnection connection = new LoadConnection(channel, plan);
        boolean sent = connection.send(number++);
        channel.register(selector, sent ? SelectionKey.OP_READ : SelectionKey.OP_WRITE, connection);
    }

    private SocketChannel opened(InetSocketAddress address) throws IOException {
        try {
            return SocketChannel.open(address);
        } catch (ConnectException e) {
            throw new IllegalArgumentException("No server accepts connections at " + plan.url() + ".", e);
        }
    }

    private long sinkCount() throws IOException, InterruptedException {
        if (plan.sink().isEmpty()) {
            return 0;
        }
        URI sink = plan.sink().get();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String count = client.send(HttpRequest.newBuilder(sink).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return Long.parseLong(count.strip());
        }
    }
}
