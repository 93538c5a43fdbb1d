package io.millrace.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every keyset store does. */
public abstract class KeysetStoreContract {
    /** An empty store. */
    protected abstract KeysetStore store();

    @Test
    void an_empty_store_has_no_keyset() {
        assertThat(store().find()).isEmpty();
    }

    @Test
    void the_first_keyset_is_kept_and_a_second_first_one_is_refused() {
        KeysetStore store = store();

        assertThat(store.write(new WrappedKeyset(1, "AAAA"))).isTrue();
        assertThat(store.write(new WrappedKeyset(1, "BBBB"))).isFalse();

        assertThat(store.find()).contains(new WrappedKeyset(1, "AAAA"));
    }

    @Test
    void a_keyset_replaces_only_the_revision_before_it() {
        KeysetStore store = store();
        store.write(new WrappedKeyset(1, "AAAA"));

        assertThat(store.write(new WrappedKeyset(3, "CCCC"))).isFalse();
        assertThat(store.write(new WrappedKeyset(2, "BBBB"))).isTrue();
        assertThat(store.write(new WrappedKeyset(2, "DDDD"))).isFalse();

        assertThat(store.find()).contains(new WrappedKeyset(2, "BBBB"));
    }

    @Test
    void a_later_revision_needs_an_earlier_one() {
        KeysetStore store = store();

        assertThat(store.write(new WrappedKeyset(2, "BBBB"))).isFalse();

        assertThat(store.find()).isEmpty();
    }
}
