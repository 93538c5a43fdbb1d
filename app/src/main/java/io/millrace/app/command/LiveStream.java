package io.millrace.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a stream of events through lost connections: after each it goes on behind the last event it got. The server
 * writes a comment every 15 seconds, so a longer silence means that nobody is there any more.
 */
final class LiveStream implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
    private static final Duration SILENCE = Duration.ofSeconds(45);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int MOST_FAILURES = 30;

    private final Api api;
    private final String path;
    private final Pause pause;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("live-timer").factory());
    private final AtomicLong lines = new AtomicLong();
    private String lastEventId = "";
    private volatile boolean over;
    private volatile @Nullable InputStream current;

    /** Waits between two connections. */
    @FunctionalInterface
    interface Pause {
        void await(Duration duration) throws InterruptedException;
    }

    LiveStream(Api api, String path, Pause pause) {
        this.api = api;
        this.path = path;
        this.pause = pause;
    }

    /** Stops following after this time, wherever it is. */
    LiveStream atMost(Duration limit) {
        var _ = timer.schedule(
                () -> {
                    over = true;
                    cut();
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
        return this;
    }

    /**
     * Hands over one event after the other.
     *
     * @param wantsMore gets an event, says whether to go on
     * @return whether it ended because nothing more was wanted; false when the time was over
     * @throws CommandException when the server cannot be reached for about a minute, or refuses
     */
    boolean follow(Predicate<EventReader.Event> wantsMore) throws InterruptedException {
        for (int failures = 0; !over; failures++) {
            String before = lastEventId;
            try (InputStream stream = api.stream(path, Optional.of(before).filter(id -> !id.isEmpty()))) {
                current = stream;
                if (readUntilEnough(stream, wantsMore)) {
                    return true;
                }
            } catch (IOException e) {
                log.debug("The stream was cut off", e);
            } catch (CommandException e) {
                if (e.exitCode() != Exit.UNREACHABLE || failures >= MOST_FAILURES) {
                    throw e;
                }
            }
            if (!lastEventId.equals(before)) {
                failures = 0;
            } else if (failures >= MOST_FAILURES) {
                throw new CommandException(Exit.UNREACHABLE, "The connection is lost again and again; giving up.");
            }
            if (!over) {
                pause.await(PAUSE);
            }
        }
        return false;
    }

    /** @return false when the stream ended before that */
    private boolean readUntilEnough(InputStream stream, Predicate<EventReader.Event> wantsMore) throws IOException {
        var watch =
                timer.scheduleAtFixedRate(new Watch(), SILENCE.toMillis(), SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            EventReader reader = new EventReader(stream, lines::incrementAndGet);
            for (Optional<EventReader.Event> event = reader.next(); event.isPresent(); event = reader.next()) {
                if (!event.get().id().isEmpty()) {
                    lastEventId = event.get().id();
                }
                if (!wantsMore.test(event.get())) {
                    return true;
                }
            }
            return false;
        } finally {
            watch.cancel(false);
        }
    }

    private void cut() {
        InputStream stream = current;
        current = null;
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException e) {
            // it was lost anyway
        }
    }

    /** Cuts the connection when no line came since it last looked. */
    private final class Watch implements Runnable {
        private long seen = lines.get();

        @Override
        public void run() {
            long now = lines.get();
            if (now == seen) {
                cut();
            }
            seen = now;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
