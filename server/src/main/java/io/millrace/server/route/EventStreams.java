package io.millrace.server.route;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The open streams: at most so many, and all of them ended before the server stops. When all places are taken, a heartbeat
 * goes to each of them, so that the places of clients that have gone without a word become free at once.
 */
final class EventStreams {
    /** How long a new client waits for the place of one that is gone, and how often that is asked for. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final int most;
    private final Duration heartbeat;

    // all guarded by this
    private final Set<EventStream> open = new HashSet<>();
    private boolean closed;
    private long askedAt = System.nanoTime() - PATIENCE.toNanos();

    EventStreams(int most, Duration heartbeat) {
        this.most = most;
        this.heartbeat = heartbeat;
    }

    synchronized EventStream open(Optional<String> lastEventId) throws InterruptedException {
        awaitPlace();
        if (closed) {
            throw MillraceException.retryLater(
                    ErrorCode.SHUTTING_DOWN,
                    "This server is stopping. Connect again in a moment.",
                    Duration.ofSeconds(2));
        }
        if (open.size() >= most) {
            throw MillraceException.retryLater(
                    ErrorCode.OVERLOADED,
                    "All " + most + " live streams of this server are taken. Try again in a moment.",
                    Duration.ofSeconds(2));
        }
        EventStream stream = new EventStream(lastEventId, heartbeat);
        open.add(stream);
        return stream;
    }

    /** Only one at a time waits: the others are refused at once. */
    private void awaitPlace() throws InterruptedException {
        long now = System.nanoTime();
        if (open.size() < most || closed || now - askedAt < PATIENCE.toNanos()) {
            return;
        }
        askedAt = now;
        open.forEach(EventStream::askWhetherThere);
        long left = PATIENCE.toMillis();
        while (open.size() >= most && !closed && left > 0) {
            wait(left);
            left = PATIENCE.toMillis()
                    - Duration.ofNanos(System.nanoTime() - now).toMillis();
        }
    }

    synchronized void forget(EventStream stream) {
        open.remove(stream);
        notifyAll();
    }

    synchronized int count() {
        return open.size();
    }

    void endAll() {
        List<EventStream> all;
        synchronized (this) {
            closed = true;
            notifyAll();
            all = List.copyOf(open);
        }
        all.forEach(EventStream::end);
    }
}
