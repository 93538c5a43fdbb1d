package io.millrace.server.route;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The open streams: at most so many, and all of them ended before the server stops. */
final class EventStreams {
    private final int most;
    private final Duration heartbeat;

    // both guarded by this
    private final Set<EventStream> open = new HashSet<>();
    private boolean closed;

    EventStreams(int most, Duration heartbeat) {
        this.most = most;
        this.heartbeat = heartbeat;
    }

    synchronized EventStream open(Optional<String> lastEventId) {
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
                    Duration.ofSeconds(10));
        }
        EventStream stream = new EventStream(lastEventId, heartbeat);
        open.add(stream);
        return stream;
    }

    synchronized void forget(EventStream stream) {
        open.remove(stream);
    }

    synchronized int count() {
        return open.size();
    }

    void endAll() {
        List<EventStream> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(open);
        }
        all.forEach(EventStream::end);
    }
}
