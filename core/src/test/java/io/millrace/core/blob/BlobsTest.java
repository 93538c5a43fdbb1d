package io.millrace.core.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.SettableClock;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class BlobsTest {
    private static final int THRESHOLD = 30;

    private final FakeBlobStore store = new FakeBlobStore();
    private final Ids ids = new Ids(new SettableClock(EngineRows.T0), 0);
    private final Blobs blobs = new Blobs(store, THRESHOLD, ids, Runnable::run, new SimpleMeterRegistry());

    @Test
    void what_is_small_stays_as_it_is() {
        String json = "\"" + "x".repeat(THRESHOLD - 2) + "\"";

        assertThat(blobs.kept(json)).isSameAs(json);
        assertThat(blobs.text(json)).isSameAs(json);
        assertThat(store.ids()).isEmpty();
    }

    @Test
    void what_is_large_is_kept_elsewhere_and_found_again() {
        String json = "\"" + "x".repeat(THRESHOLD - 1) + "\"";
        String stored = blobs.kept(json);

        assertThat(BlobRef.of(stored))
                .hasValueSatisfying(ref -> assertThat(ref.bytes()).isEqualTo(THRESHOLD + 1));
        assertThat(blobs.text(stored)).isEqualTo(json);
    }

    @Test
    void size_is_counted_in_bytes() {
        String json = "\"" + "é".repeat(THRESHOLD / 2 - 1) + "\"";

        assertThat(blobs.kept(json)).isSameAs(json);
        assertThat(BlobRef.is(blobs.kept("\"" + "é".repeat(THRESHOLD / 2) + "\"")))
                .isTrue();
    }

    @Test
    void what_is_missing_is_told_with_its_id() {
        String stored = blobs.kept("x".repeat(100));
        store.lose();

        assertThatThrownBy(() -> blobs.text(stored))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BLOB_MISSING))
                .hasMessageContaining("blb_");
        assertThat(blobs.find(stored)).isEmpty();
    }

    @Test
    void a_store_that_is_away_is_told_and_noticed() {
        store.failNext(1);

        assertThatThrownBy(() -> blobs.kept("x".repeat(100)))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
        assertThat(blobs.failing()).isTrue();
        assertThat(BlobRef.is(blobs.kept("x".repeat(100)))).isTrue();
        assertThat(blobs.failing()).isFalse();
    }

    @Test
    void what_is_given_up_is_deleted_or_left_to_the_sweep() {
        String stored = blobs.kept("x".repeat(100));
        store.failNext(1);
        blobs.discard(stored);
        assertThat(store.ids()).hasSize(1);

        blobs.discard(stored);
        blobs.discard("{}");
        assertThat(store.ids()).isEmpty();
    }

    @Test
    void an_interrupt_does_not_reach_what_is_being_kept() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            BlobStore strict = new ForwardingBlobStore(store) {
                @Override
                public void put(long id, byte[] content) {
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                    super.put(id, content);
                }
            };
            Blobs onThreads = new Blobs(strict, THRESHOLD, ids, threads, new SimpleMeterRegistry());
            Thread.currentThread().interrupt();
            String stored = onThreads.kept("x".repeat(100));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(onThreads.text(stored)).hasSize(100);
        }
    }
}
