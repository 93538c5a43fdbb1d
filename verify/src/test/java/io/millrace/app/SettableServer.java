package io.millrace.app;

import io.millrace.app.config.Configuration;
import io.millrace.app.config.Settings;
import io.millrace.store.Databases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A whole server whose clock is set from outside: it is ahead of the machine's by what the file {@link #FILE} in the data
 * folder says, in ISO 8601. Only the time of day is set; what has passed is measured as ever, as when a machine's clock is set.
 */
public final class SettableServer {
    /** Of a duration; looked at every few milliseconds. */
    public static final String FILE = "clock";

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private SettableServer() {}

    public static void main(String[] arguments) {
        Settings settings = new Configuration(Map.of(), System.getenv(), Optional.empty()).read();
        Logging.apply(settings.log());
        Path file = Path.of(System.getenv("MILLRACE_DATA"), FILE);
        SetClock clock = new SetClock(file);
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory());
        var _ = looking.scheduleWithFixedDelay(
                clock::look, LOOK_AGAIN.toMillis(), LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        Millrace millrace = Millrace.start(settings, Databases::open, clock);
        Runtime.getRuntime().addShutdownHook(new Thread(millrace::close, "shutdown"));
    }

    /** The machine's clock and what the file says. */
    private static final class SetClock extends Clock {
        private final Path file;
        private volatile Duration ahead = Duration.ZERO;

        SetClock(Path file) {
            this.file = file;
            look();
        }

        private void look() {
            try {
                ahead = Duration.parse(Files.readString(file, StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // Not there yet, or just being replaced: as before.
            }
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks for the zone of this clock");
        }
    }
}
