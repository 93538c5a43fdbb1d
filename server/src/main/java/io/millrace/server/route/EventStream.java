package io.millrace.server.route;

import io.millrace.server.shape.ShapeWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One client's stream of server-sent events (WHATWG HTML, section 9.2). Any thread may send; one thread, the request's own,
 * writes. At most {@value #CAPACITY} events wait: a client too slow for that is cut off and resumes with
 * {@code Last-Event-ID}. While nothing happens a comment is written now and then, which keeps proxies from closing the
 * connection and finds clients that are gone.
 */
public final class EventStream {
    private static final int CAPACITY = 256;
    private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] GREETING = "retry: 2000\n\n".getBytes(StandardCharsets.UTF_8);

    private final Optional<String> lastEventId;
    private final Duration heartbeat;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // all guarded by lock
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private boolean ended;
    private boolean asked;

    /** Where the bytes go; a write blocks until they are taken. */
    @FunctionalInterface
    interface Sink {
        void write(byte[] bytes) throws IOException;
    }

    EventStream(Optional<String> lastEventId, Duration heartbeat) {
        this.lastEventId = lastEventId;
        this.heartbeat = heartbeat;
    }

    /** The id of the last event this client got over an earlier connection. */
    public Optional<String> lastEventId() {
        return lastEventId;
    }

    /**
     * Sends an event.
     *
     * @param id what the client names when it resumes; without line ends
     * @param event its type; without line ends
     * @param data a record or a JSON value
     * @return whether it will be written; false once the stream has ended
     */
    public boolean send(String id, String event, Object data) {
        String json = new String(ShapeWriter.write(data), StandardCharsets.UTF_8);
        String text = "id: " + id + "\nevent: " + event + "\ndata: " + json + "\n\n";
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            if (waiting.size() >= CAPACITY) {
                waiting.clear();
                ended = true;
            } else {
                waiting.add(text.getBytes(StandardCharsets.UTF_8));
            }
            changed.signalAll();
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream after what already waits. */
    public void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Writes a heartbeat now, which finds out whether the client is still there. */
    void askWhetherThere() {
        lock.lock();
        try {
            asked = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Writes until the stream has ended. @throws IOException when the client is gone */
    void run(Sink sink) throws IOException, InterruptedException {
        try {
            sink.write(GREETING);
            for (byte[] next = next(); next != null; next = next()) {
                sink.write(next);
            }
        } finally {
            end();
        }
    }

    /** The next bytes to write, a heartbeat when there are none in time, or null at the end. */
    private byte @Nullable [] next() throws InterruptedException {
        lock.lock();
        try {
            long left = heartbeat.toNanos();
            while (waiting.isEmpty() && !ended && !asked && left > 0) {
                left = changed.awaitNanos(left);
            }
            asked = false;
            byte[] next = waiting.poll();
            if (next != null || ended) {
                return next;
            }
            return HEARTBEAT;
        } finally {
            lock.unlock();
        }
    }
}
