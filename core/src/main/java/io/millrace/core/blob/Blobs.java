package io.millrace.core.blob;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves JSON text above a threshold out of its row, and finds it again. Small text passes through as it is, at the cost of
 * looking at its length.
 */
public final class Blobs {
    private static final Logger log = LoggerFactory.getLogger(Blobs.class);

    /** The most bytes of UTF-8 that one char of a String takes. */
    private static final int MOST_BYTES_PER_CHAR = 3;

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final BlobStore store;
    private final int threshold;
    private final Ids ids;
    private final Executor executor;
    private final MeterRegistry metrics;
    private volatile boolean failing;

    /**
     * @param threshold the most bytes of UTF-8 that stay in a row
     * @param executor puts on threads of its own: whoever keeps a value may be interrupted, and what is under way must not be
     */
    public Blobs(BlobStore store, int threshold, Ids ids, Executor executor, MeterRegistry metrics) {
        this.store = store;
        this.threshold = threshold;
        this.ids = ids;
        this.executor = executor;
        this.metrics = metrics;
    }

    /**
     * What a row is to hold: the text itself when it is small, otherwise a reference to a blob that is durable by then.
     *
     * @throws MillraceException {@code store_unavailable}
     */
    public String kept(String json) {
        if ((long) json.length() * MOST_BYTES_PER_CHAR <= threshold) {
            return json;
        }
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= threshold) {
            return json;
        }
        long id = ids.next();
        put(id, bytes);
        return new BlobRef(id, bytes.length).text();
    }

    private void put(long id, byte[] bytes) {
        try {
            CompletableFuture.runAsync(
                            () -> timed("put", () -> {
                                store.put(id, bytes);
                                return true;
                            }),
                            executor)
                    .join();
            failing = false;
        } catch (CompletionException e) {
            failing = true;
            switch (e.getCause()) {
                case RuntimeException known -> throw known;
                case Error known -> throw known;
                case null, default -> throw e;
            }
        }
    }

    /**
     * The text that a row stands for.
     *
     * @throws MillraceException {@code blob_missing}; {@code store_unavailable}
     */
    public String text(String stored) {
        return find(stored).orElseThrow(() -> missing(stored));
    }

    /** The same; empty when the blob is not there. */
    public Optional<String> find(String stored) {
        Optional<BlobRef> ref = BlobRef.of(stored);
        return ref.isEmpty()
                ? Optional.of(stored)
                : timed("get", () -> store.get(ref.get().id())).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static MillraceException missing(String stored) {
        return new MillraceException(
                ErrorCode.BLOB_MISSING,
                "A large value is not where it was kept: "
                        + BlobRef.of(stored).map(ref -> BlobName.text(ref.id())).orElse("")
                        + ". The place for large values (blobs.kind) was changed, or restored without it.");
    }

    /** Gives up what was kept and is certain to be used by no row; what cannot be deleted now is swept up later. */
    public void discard(String stored) {
        BlobRef.of(stored).ifPresent(ref -> {
            try {
                store.delete(List.of(ref.id()));
            } catch (MillraceException e) {
                log.debug("The blob {} is left to the sweep", BlobName.text(ref.id()), e);
            }
        });
    }

    /** Whether the last value that was to be kept was not taken. */
    public boolean failing() {
        return failing;
    }

    private <T> T timed(String operation, Supplier<T> work) {
        Timer.Sample sample = Timer.start(metrics);
        String result = "failed";
        try {
            T done = work.get();
            result = "ok";
            return done;
        } finally {
            sample.stop(Timer.builder("millrace.blobs")
                    .description("Large values written to and read from where they are kept")
                    .tag("operation", operation)
                    .tag("result", result)
                    .register(metrics));
        }
    }

    /** What a store throws when it did not do what it was asked for. */
    public static MillraceException unavailable(String where, Throwable cause) {
        return MillraceException.retryLater(
                ErrorCode.STORE_UNAVAILABLE,
                "The place for large values, " + where + ", does not answer or takes nothing. Try again in a moment.",
                PAUSE,
                cause);
    }
}
