package io.millrace.core.execution;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.core.blob.BlobSweep;
import io.millrace.core.lifecycle.PeriodicTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Drops history that is old enough, in small steps between which others write. */
public final class Retention implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int STEP = 500;
    private static final int MOST_STEPS = 200;

    private final ExecutionStore store;
    private final ResultStore results;
    private final Rules rules;
    private final BlobSweep blobs;
    private final Runnable giveBack;
    private final InstantSource clock;
    private final Counter history;
    private final Counter keys;
    private final Counter cached;
    private final PeriodicTask task = new PeriodicTask("retention", EVERY, this::sweep);
    private volatile boolean closed;

    /**
     * How long something is kept.
     *
     * @param history executions after their end
     * @param events those that have no executions
     */
    public record Kept(Duration history, Duration events) {
        /** One time for both. */
        public static Kept both(Duration time) {
            return new Kept(time, time);
        }

        /** For how long every event is there, whatever came of it. */
        public Duration everyEvent() {
            return history.compareTo(events) < 0 ? history : events;
        }
    }

    /** What is to be kept for how long; asked at every sweep. */
    public interface Rules {
        Kept common();

        /** Of the projects that have rules of their own, by their ids. */
        Map<String, Kept> own();
    }

    /** @param giveBack gives some of the room that is free in the store back to the disk; called once in each round */
    public Retention(
            ExecutionStore store,
            ResultStore results,
            Rules rules,
            BlobSweep blobs,
            Runnable giveBack,
            InstantSource clock,
            MeterRegistry metrics) {
        this.store = store;
        this.results = results;
        this.rules = rules;
        this.blobs = blobs;
        this.giveBack = giveBack;
        this.clock = clock;
        history = Counter.builder("millrace.retention.dropped")
                .tag("kind", "history")
                .description("Rows dropped because they were old enough")
                .register(metrics);
        keys = Counter.builder("millrace.retention.dropped").tag("kind", "key").register(metrics);
        cached = Counter.builder("millrace.retention.dropped")
                .tag("kind", "result")
                .register(metrics);
    }

    public void start() {
        task.start();
    }

    /** Drops what is old enough now; returns how many rows and large values. */
    public int sweep() {
        Instant now = clock.instant();
        Map<String, Kept> own = rules.own();
        Kept common = rules.common();
        int dropped = own.isEmpty()
                ? drop(Optional.empty(), common, now)
                : store.projects().stream()
                        .mapToInt(project -> drop(Optional.of(project), own.getOrDefault(project, common), now))
                        .sum();
        int over = inSteps(() -> store.purgeKeys(now, STEP));
        keys.increment(over);
        int stale = inSteps(() -> results.purge(now, STEP));
        cached.increment(stale);
        return dropped + over + stale + (closed ? 0 : giveBack());
    }

    private int giveBack() {
        int deleted = blobs.sweep();
        giveBack.run();
        return deleted;
    }

    private int drop(Optional<String> project, Kept kept, Instant now) {
        int dropped = inSteps(() -> store.purge(project, now.minus(kept.history()), now.minus(kept.events()), STEP));
        history.increment(dropped);
        return dropped;
    }

    private int inSteps(IntSupplier step) {
        int dropped = 0;
        for (int i = 0; i < MOST_STEPS && !closed; i++) {
            int now = step.getAsInt();
            dropped += now;
            if (now == 0) {
                break;
            }
        }
        return dropped;
    }

    /** Waits for the step under way, and no longer. */
    @Override
    public void close() {
        closed = true;
        task.close();
    }
}
