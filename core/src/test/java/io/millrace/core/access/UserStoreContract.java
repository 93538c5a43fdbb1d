package io.millrace.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every user store does. */
public abstract class UserStoreContract {
    private static final Instant THEN = Instant.parse("2026-03-01T10:15:30.123456Z");

    /** An empty store. */
    protected abstract UserStore store();

    @Test
    void a_user_comes_back_as_written_by_id_and_by_email() {
        UserStore store = store();
        User user = aUser(7, "ops@example.com", Role.EDITOR);
        assertThat(store.isEmpty()).isTrue();

        assertThat(store.insert(user)).isTrue();

        assertThat(store.isEmpty()).isFalse();
        assertThat(store.find(7)).contains(user);
        assertThat(store.findByEmail("ops@example.com")).contains(user);
        assertThat(store.find(8)).isEmpty();
        assertThat(store.findByEmail("dev@example.com")).isEmpty();
    }

    @Test
    void an_email_address_is_taken_once() {
        UserStore store = store();
        store.insert(aUser(7, "ops@example.com", Role.EDITOR));

        assertThat(store.insert(aUser(8, "ops@example.com", Role.OWNER))).isFalse();

        assertThat(store.findByEmail("ops@example.com")).map(User::id).contains(7L);
    }

    @Test
    void the_first_user_is_inserted_into_an_empty_store_only() {
        UserStore store = store();

        assertThat(store.insertFirst(aUser(7, "one@example.com", Role.OWNER))).isTrue();
        assertThat(store.insertFirst(aUser(8, "two@example.com", Role.OWNER))).isFalse();

        assertThat(store.list(null, 10)).extracting(User::id).containsExactly(7L);
    }

    @Test
    void of_many_who_would_be_first_at_the_same_time_one_is() throws Exception {
        UserStore store = store();
        List<Callable<Boolean>> attempts = LongStream.rangeClosed(1, 8)
                .<Callable<Boolean>>mapToObj(
                        id -> () -> store.insertFirst(aUser(id, "user" + id + "@example.com", Role.OWNER)))
                .toList();
        int inserted = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                inserted += attempt.get() ? 1 : 0;
            }
        }

        assertThat(inserted).isEqualTo(1);
        assertThat(store.list(null, 10)).hasSize(1);
    }

    @Test
    void a_list_is_in_the_order_of_addresses() {
        UserStore store = store();
        store.insert(aUser(1, "c@example.com", Role.VIEWER));
        store.insert(aUser(2, "a_b@example.com", Role.VIEWER));
        store.insert(aUser(3, "ab@example.com", Role.VIEWER));

        assertThat(emails(store.list(null, 2))).containsExactly("a_b@example.com", "ab@example.com");
        assertThat(emails(store.list("ab@example.com", 2))).containsExactly("c@example.com");
    }

    @Test
    void a_password_hash_is_replaced() {
        UserStore store = store();
        store.insert(aUser(7, "ops@example.com", Role.EDITOR));

        assertThat(store.setPasswordHash(7, "other")).isTrue();
        assertThat(store.setPasswordHash(8, "other")).isFalse();

        assertThat(store.find(7)).map(User::passwordHash).contains("other");
    }

    @Test
    void the_last_owner_stays() {
        UserStore store = store();
        store.insert(aUser(1, "one@example.com", Role.OWNER));
        store.insert(aUser(2, "two@example.com", Role.OWNER));
        store.insert(aUser(3, "three@example.com", Role.EDITOR));

        assertThat(store.deleteUnlessLastOwner(3)).isTrue();
        assertThat(store.deleteUnlessLastOwner(3)).isFalse();
        assertThat(store.deleteUnlessLastOwner(1)).isTrue();
        assertThat(store.deleteUnlessLastOwner(2)).isFalse();

        assertThat(store.list(null, 10)).extracting(User::id).containsExactly(2L);
    }

    private static List<String> emails(List<User> users) {
        return users.stream().map(User::email).toList();
    }

    private static User aUser(long id, String email, Role role) {
        return new User(id, email, "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA", role, THEN);
    }
}
