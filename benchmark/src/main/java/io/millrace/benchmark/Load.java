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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a {@link LoadPlan} on one thread over non-blocking sockets, so that on a small machine most of the processor is left to
 * what is measured. Answers are read just far enough to know where they end.
 */
final class Load {
    /** How exactly a constant rate is kept to, in nanoseconds. */
    private static final long GRAIN = 100_000;

    private final LoadPlan plan;
    private final Sent sent;
    private final Latencies latencies = new Latencies();
    private final Map<Integer, Long> failures = new TreeMap<>();
    private final Deque<SelectionKey> idle = new ArrayDeque<>();

    /** Twelve digits that the loads of one measurement do not share. */
    private long number = System.currentTimeMillis() % 1_000_000 * 1_000_000;

    private long answers;
    private long firstDue;
    private long paced;

    /** Is told of each request when it is sent. */
    interface Sent {
        /** @param began when the request was due, or was sent in a closed loop, by {@link System#nanoTime} */
        void sent(long number, long began);
    }

    Load(LoadPlan plan) {
        this(plan, (number, began) -> {});
    }

    Load(LoadPlan plan, Sent sent) {
        this.plan = plan;
        this.sent = sent;
    }

    /** @throws IOException when the server cannot be reached at all */
    LoadReport run() throws IOException, InterruptedException {
        try (Selector selector = Selector.open();
                HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < plan.connections(); i++) {
                connect(selector, plan.urls().get(i % plan.urls().size()));
            }
            // Nothing is due while connections are made: a load that begins late must not begin with a burst.
            firstDue = System.nanoTime();
            sinkCount(client); // the first question takes long, and what is under way afterwards would wait for it
            drive(selector, System.nanoTime() + plan.warmUp().toNanos(), Long.MAX_VALUE);
            latencies.clear();
            failures.clear();
            answers = 0;
            long sinkBefore = sinkCount(client);
            long start = System.nanoTime();
            long most = plan.requests() > 0 ? plan.requests() : Long.MAX_VALUE;
            long end = plan.requests() > 0
                    ? Long.MAX_VALUE
                    : start + plan.measured().toNanos();
            drive(selector, end, most);
            double seconds = (System.nanoTime() - start) / 1e9;
            long sinkCalls = plan.sink().isPresent() ? sinkCount(client) - sinkBefore : -1;
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            return new LoadReport(
                    seconds,
                    answers,
                    Map.copyOf(failures),
                    sinkCalls,
                    latencies.micros(0.5),
                    latencies.micros(0.95),
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
            if (plan.rate() == 0) {
                selector.select(key -> advance(selector, key), Math.clamp(left / 1_000_000, 1, 100));
            } else {
                sendDue(selector);
                LockSupport.parkNanos(Math.clamp(due() - System.nanoTime(), 0, GRAIN));
                selector.selectNow(key -> advance(selector, key));
            }
        }
    }

    private long due() {
        return firstDue + paced * 1_000_000_000L / plan.rate();
    }

    private void sendDue(Selector selector) {
        while (!idle.isEmpty() && due() <= System.nanoTime()) {
            long began = due();
            paced++;
            SelectionKey key = idle.remove();
            try {
                send(key, began);
            } catch (IOException e) {
                failed(selector, key);
            }
        }
    }

    private void send(SelectionKey key, long began) throws IOException {
        sent.sent(number, began);
        boolean complete = ((LoadConnection) key.attachment()).send(number++, began);
        key.interestOps(complete ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
    }

    private void advance(Selector selector, SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            if (key.isWritable()) {
                key.interestOps(connection.write() ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
            } else if (connection.read()) {
                answered(connection);
                if (connection.reusable()) {
                    next(key);
                } else {
                    replace(selector, key);
                }
            }
        } catch (IOException e) {
            failed(selector, key);
        }
    }

    private void next(SelectionKey key) throws IOException {
        if (plan.rate() == 0) {
            send(key, System.nanoTime());
        } else {
            idle.add(key);
        }
    }

    private void answered(LoadConnection connection) {
        answers++;
        latencies.add(System.nanoTime() - connection.startedNanos());
        if (connection.status() < 200 || connection.status() > 299) {
            failures.merge(connection.status(), 1L, Long::sum);
        }
    }

    private void failed(Selector selector, SelectionKey key) {
        failures.merge(0, 1L, Long::sum);
        replace(selector, key);
    }

    private void replace(Selector selector, SelectionKey key) {
        URI url = ((LoadConnection) key.attachment()).url();
        try {
            key.channel().close();
            connect(selector, url);
        } catch (IOException e) {
            throw new IllegalStateException("The server at " + url + " is gone.", e);
        }
    }

    private void connect(Selector selector, URI url) throws IOException {
        // Connecting blocks; it happens before the measurement, or after a failure that is reported anyway.
        SocketChannel channel = opened(url);
        channel.socket().setTcpNoDelay(true);
        channel.configureBlocking(false);
        next(channel.register(selector, SelectionKey.OP_READ, new LoadConnection(channel, url, plan)));
    }

    private static SocketChannel opened(URI url) throws IOException {
        try {
            return SocketChannel.open(new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 80 : url.getPort()));
        } catch (ConnectException e) {
            throw new IllegalArgumentException("No server accepts connections at " + url + ".", e);
        }
    }

    private long sinkCount(HttpClient client) throws IOException, InterruptedException {
        if (plan.sink().isEmpty()) {
            return 0;
        }
        HttpRequest count = HttpRequest.newBuilder(plan.sink().get()).build();
        return Long.parseLong(
                client.send(count, HttpResponse.BodyHandlers.ofString()).body().strip());
    }
}
