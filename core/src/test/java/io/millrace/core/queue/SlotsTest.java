package io.millrace.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class SlotsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Slots slots = new Slots(16, () -> 0);

    @Test
    void claims_take_every_slot_and_no_more() {
        assertThat(slots.reserve(10)).isEqualTo(10);
        assertThat(slots.reserve(10)).isEqualTo(6);
        assertThat(slots.reserve(1)).isZero();
        assertThat(slots.busy()).isEqualTo(16);
    }

    @Test
    void there_is_a_free_slot_until_the_last_one_is_taken() {
        assertThat(slots.free()).isTrue();
        slots.reserve(15);
        assertThat(slots.free()).isTrue();
        slots.reserve(1);
        assertThat(slots.free()).isFalse();
        slots.release(1);
        assertThat(slots.free()).isTrue();
        slots.close();
        assertThat(slots.free()).isFalse();
    }

    @Test
    void who_hands_over_gets_what_is_free_and_no_more() {
        assertThat(slots.reserveToHandOver(3)).isEqualTo(3);
        assertThat(slots.reserveToHandOver(0)).isZero();
        slots.hold(true);
        assertThat(slots.reserveToHandOver(3)).isZero();
        slots.hold(false);
        assertThat(slots.reserveToHandOver(20)).isEqualTo(11);
        assertThat(slots.busy()).isEqualTo(14);
    }

    @Test
    void handing_over_leaves_an_eighth_to_claims() {
        assertThat(slots.reserveToHandOver(20)).isEqualTo(14);
        assertThat(slots.reserveToHandOver(1)).isZero();
        assertThat(slots.reserve(20)).isEqualTo(2);
    }

    @Test
    void slots_given_back_fill_up_the_share_of_claims_first() {
        slots.reserveToHandOver(14);
        slots.reserve(2);

        slots.release(3);

        assertThat(slots.reserveToHandOver(3)).isEqualTo(1);
        assertThat(slots.reserve(3)).isEqualTo(2);
    }

    @Test
    void every_slot_given_back_can_be_taken_again() {
        for (int round = 0; round < 3; round++) {
            int taken = slots.reserve(5) + slots.reserveToHandOver(20);
            slots.release(taken);
            assertThat(slots.busy()).isZero();
        }
        assertThat(slots.reserve(20)).isEqualTo(16);
    }

    @Test
    void nobody_waits_while_no_slot_comes_free() {
        slots.reserveToHandOver(14);

        assertThat(slots.reserveToHandOver(1, LONG)).isZero();
    }

    @Test
    void who_waits_gets_a_slot_that_comes_free() {
        slots.reserve(16);
        slots.release(2); // for claims alone; as time stands still, this stays the latest news
        CompletableFuture<Integer> taken = CompletableFuture.supplyAsync(() -> slots.reserveToHandOver(1, LONG));

        slots.release(1);

        assertThat(taken.join()).isEqualTo(1);
    }

    @Test
    void a_closed_node_gives_out_no_slot() {
        slots.close();

        assertThat(slots.reserve(1)).isZero();
        assertThat(slots.reserveToHandOver(1, LONG)).isZero();
    }
}
