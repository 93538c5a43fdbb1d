package io.millrace.core.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.millrace.core.shared.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link BlobStore} does. */
public abstract class BlobStoreContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** An empty store. */
    protected abstract BlobStore store();

    private static long at(Duration later) {
        return Ids.firstAt(NOON.plus(later));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_value_comes_back_byte_by_byte() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        store().put(at(Duration.ZERO), all);

        assertThat(store().get(at(Duration.ZERO))).hasValue(all);
    }

    @Test
    void a_value_of_many_pieces_comes_back_whole() {
        byte[] large = new byte[(5 << 20) + 17];
        new Random(3).nextBytes(large);
        store().put(1, large);

        assertThat(store().get(1).orElseThrow()).isEqualTo(large);
    }

    @Test
    void an_empty_value_is_a_value() {
        store().put(1, new byte[0]);

        assertThat(store().get(1)).hasValue(new byte[0]);
        assertThat(store().list(0, 10)).containsExactly(1L);
    }

    @Test
    void what_was_never_put_is_not_there() {
        assertThat(store().get(at(Duration.ZERO))).isEmpty();
        assertThat(store().list(0, 10)).isEmpty();
    }

    @Test
    void the_same_may_be_put_again_when_the_first_answer_was_lost() {
        store().put(1, bytes("[1]"));
        store().put(1, bytes("[1]"));

        assertThat(store().get(1)).hasValue(bytes("[1]"));
        assertThat(store().list(0, 10)).containsExactly(1L);
    }

    @Test
    void many_are_deleted_at_once_and_the_others_stay() {
        LongStream.rangeClosed(1, 5).forEach(id -> store().put(id, bytes("{}")));

        store().delete(List.of(2L, 4L, 5L));

        assertThat(store().list(0, 10)).containsExactly(1L, 3L);
        assertThat(store().get(4)).isEmpty();
        assertThat(store().get(3)).isPresent();
    }

    @Test
    void deleting_what_is_not_there_is_no_error() {
        store().put(7, bytes("{}"));

        assertThatCode(() -> store().delete(List.of(6L, 7L, 8L))).doesNotThrowAnyException();
        assertThatCode(() -> store().delete(List.of(7L))).doesNotThrowAnyException();
        assertThatCode(() -> store().delete(List.of())).doesNotThrowAnyException();
        assertThat(store().list(0, 10)).isEmpty();
    }

    @Test
    void the_list_is_in_the_order_of_time_and_goes_on_after_an_id() {
        List<Long> ids = new ArrayList<>();
        for (Duration later : List.of(
                Duration.ofDays(400),
                Duration.ZERO,
                Duration.ofMinutes(20),
                Duration.ofMillis(1),
                Duration.ofDays(7),
                Duration.ofSeconds(3))) {
            ids.add(at(later));
            store().put(at(later), bytes("{}"));
        }
        ids.sort(null);

        assertThat(store().list(0, 100)).isEqualTo(ids);
        assertThat(store().list(0, 2)).isEqualTo(ids.subList(0, 2));
        assertThat(store().list(ids.get(1), 3)).isEqualTo(ids.subList(2, 5));
        assertThat(store().list(ids.get(1) + 1, 3)).isEqualTo(ids.subList(2, 5));
        assertThat(store().list(ids.get(5), 3)).isEmpty();
    }

    @Test
    void a_place_that_was_emptied_takes_new_values() {
        store().put(at(Duration.ZERO), bytes("{}"));
        store().delete(List.of(at(Duration.ZERO)));
        store().put(at(Duration.ofMillis(1)), bytes("[]"));

        assertThat(store().list(0, 10)).containsExactly(at(Duration.ofMillis(1)));
    }

    @Test
    void many_put_and_delete_at_the_same_time() {
        BlobStore store = store();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            long first = i * 100L;
            all.add(CompletableFuture.runAsync(() -> {
                for (long id = first; id < first + 5; id++) {
                    store.put(id, bytes("{\"id\":" + id + "}"));
                    if (id % 2 == 0) {
                        store.delete(List.of(id));
                    }
                }
            }));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();

        assertThat(store.list(0, 100)).hasSize(16).allMatch(id -> id % 2 == 1);
        assertThat(store.get(803)).hasValue(bytes("{\"id\":803}"));
    }
}
