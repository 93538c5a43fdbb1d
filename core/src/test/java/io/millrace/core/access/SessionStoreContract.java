package io.millrace.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every session store does. */
public abstract class SessionStoreContract {
    private static final Instant THEN = Instant.parse("2026-03-01T10:15:30.123456Z");

    /** An empty store. */
    protected abstract SessionStore store();

    @Test
    void a_session_comes_back_as_written_until_it_is_deleted() {
        SessionStore store = store();
        StoredSession session = new StoredSession("hash-1", 7, THEN, THEN);
        store.insert(session);
        assertThat(store.find("hash-1")).contains(session);

        store.setLastSeen("hash-1", THEN.plusSeconds(90));
        assertThat(store.find("hash-1")).contains(new StoredSession("hash-1", 7, THEN, THEN.plusSeconds(90)));

        store.delete("hash-1");
        store.delete("hash-1");
        assertThat(store.find("hash-1")).isEmpty();
    }

    @Test
    void all_sessions_of_one_user_end_together() {
        SessionStore store = store();
        store.insert(new StoredSession("hash-1", 7, THEN, THEN));
        store.insert(new StoredSession("hash-2", 7, THEN, THEN));
        store.insert(new StoredSession("hash-3", 8, THEN, THEN));

        store.deleteOf(7);

        assertThat(store.find("hash-1")).isEmpty();
        assertThat(store.find("hash-2")).isEmpty();
        assertThat(store.find("hash-3")).isPresent();
    }

    @Test
    void ended_sessions_are_deleted() {
        SessionStore store = store();
        store.insert(new StoredSession("old", 7, THEN.minusSeconds(100), THEN.plusSeconds(50)));
        store.insert(new StoredSession("idle", 7, THEN, THEN.plusSeconds(1)));
        store.insert(new StoredSession("alive", 7, THEN, THEN.plusSeconds(50)));

        store.deleteEnded(THEN, THEN.plusSeconds(50));

        assertThat(store.find("old")).isEmpty();
        assertThat(store.find("idle")).isEmpty();
        assertThat(store.find("alive")).isPresent();
    }
}
