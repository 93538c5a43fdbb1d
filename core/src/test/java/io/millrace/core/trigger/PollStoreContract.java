package io.millrace.core.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.ledger.ScheduleKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link PollStore} must do. */
public abstract class PollStoreContract {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = T0.plus(Duration.ofMinutes(10));
    private static final ScheduleKey KEY = new ScheduleKey("default", "w", "poll");

    private PollStore store;

    protected abstract PollStore newStore();

    @BeforeEach
    void open() {
        store = newStore();
    }

    private static PollRow row(String workflow, String spec, Instant turn) {
        return PollRow.first(new ScheduleKey("default", workflow, "poll"), spec, turn);
    }

    @Test
    void what_was_added_is_there_until_it_is_removed() {
        store.add(List.of(row("w", "a", T0), row("v", "a", T0)));
        store.remove(List.of(KEY));

        assertThat(store.all()).containsExactly(row("v", "a", T0));
        assertThat(store.ofProject("default")).hasSize(1);
        assertThat(store.ofProject("other")).isEmpty();
    }

    @Test
    void adding_again_changes_only_what_is_another_poll() {
        store.add(List.of(row("w", "a", T0)));
        store.add(List.of(row("w", "a", LATER)));
        assertThat(store.all()).containsExactly(row("w", "a", T0));
        store.add(List.of(row("w", "b", LATER)));
        assertThat(store.all()).containsExactly(row("w", "b", LATER));
    }

    @Test
    void what_is_due_comes_the_longest_due_first_up_to_the_limit() {
        store.add(List.of(row("w", "a", T0), row("v", "a", T0.minusSeconds(1)), row("u", "a", T0.plusNanos(1_000))));
        assertThat(store.due(T0, 9)).extracting(due -> due.key().workflow()).containsExactly("v", "w");
        assertThat(store.due(T0, 1)).hasSize(1);
    }

    @Test
    void only_one_can_take_a_poll_and_only_who_has_it_can_save() {
        PollRow row = row("w", "a", T0);
        store.add(List.of(row));

        assertThat(store.take(row, LATER)).isTrue();
        assertThat(store.take(row, LATER.plusSeconds(1))).isFalse();
        assertThat(store.due(T0, 9)).isEmpty();

        PollRow after = row.asked(T0, LATER.plusSeconds(60), "2026", List.of("1", "zwei"), 2);
        assertThat(store.save(after, T0)).isFalse();
        assertThat(store.save(after, LATER)).isTrue();
        assertThat(store.save(after, LATER)).isFalse();
        assertThat(store.all()).containsExactly(after);

        PollRow failed = after.failed(T0, LATER, "network: refused");
        assertThat(store.take(after, T0)).isTrue();
        assertThat(store.save(failed, T0)).isTrue();
        assertThat(store.all()).containsExactly(failed);
    }

    @Test
    void what_became_another_poll_meanwhile_is_not_saved() {
        PollRow row = row("w", "a", T0);
        store.add(List.of(row));
        store.take(row, LATER);
        store.add(List.of(row("w", "b", LATER)));
        assertThat(store.save(row.asked(T0, LATER, "", List.of(), 0), LATER)).isFalse();
    }
}
