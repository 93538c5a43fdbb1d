package io.millrace.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every token store does. */
public abstract class TokenStoreContract {
    private static final Instant THEN = Instant.parse("2026-03-01T10:15:30.123456Z");

    /** An empty store. */
    protected abstract TokenStore store();

    @Test
    void a_token_comes_back_as_written_by_hash_and_by_name() {
        TokenStore store = store();
        Token lasting = aToken(1, "hash-1", "ci");
        Token expiring = new Token(
                2, "hash-2", "temporary", Role.VIEWER, THEN, Optional.of(THEN), Optional.of(THEN.plusSeconds(60)));

        assertThat(store.insert(lasting)).isTrue();
        assertThat(store.insert(expiring)).isTrue();

        assertThat(store.findByHash("hash-1")).contains(lasting);
        assertThat(store.findByHash("hash-2")).contains(expiring);
        assertThat(store.findByHash("hash-3")).isEmpty();
        assertThat(store.findByName("temporary")).contains(expiring);
        assertThat(store.findByName("other")).isEmpty();
        assertThat(store.count()).isEqualTo(2);
    }

    @Test
    void a_name_is_taken_once() {
        TokenStore store = store();
        store.insert(aToken(1, "hash-1", "ci"));

        assertThat(store.insert(aToken(2, "hash-2", "ci"))).isFalse();

        assertThat(store.findByHash("hash-2")).isEmpty();
    }

    @Test
    void a_list_is_in_the_order_of_ids() {
        TokenStore store = store();
        store.insert(aToken(3, "hash-3", "c"));
        store.insert(aToken(1, "hash-1", "z"));
        store.insert(aToken(2, "hash-2", "a"));

        assertThat(store.list(0, 2)).extracting(Token::id).containsExactly(1L, 2L);
        assertThat(store.list(2, 2)).extracting(Token::id).containsExactly(3L);
    }

    @Test
    void the_last_use_is_kept_and_a_deleted_token_is_gone() {
        TokenStore store = store();
        store.insert(aToken(1, "hash-1", "ci"));

        store.setLastUsed(1, THEN.plusSeconds(5));
        assertThat(store.findByHash("hash-1").flatMap(Token::lastUsed)).contains(THEN.plusSeconds(5));

        assertThat(store.delete(1)).isTrue();
        assertThat(store.delete(1)).isFalse();
        assertThat(store.findByHash("hash-1")).isEmpty();
    }

    private static Token aToken(long id, String hash, String name) {
        return new Token(id, hash, name, Role.OPERATOR, THEN, Optional.empty(), Optional.empty());
    }
}
