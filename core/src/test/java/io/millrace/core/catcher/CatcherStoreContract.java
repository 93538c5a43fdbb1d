package io.millrace.core.catcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.catcher.CatcherStore.Kept;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link CatcherStore} does. */
public abstract class CatcherStoreContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private static final long MEBIBYTE = 1 << 20;
    private static final Kept PLENTY = new Kept(50, 200, MEBIBYTE);

    /** An empty store. */
    protected abstract CatcherStore store();

    @Test
    void a_request_comes_back_as_it_was() {
        CatcherStore store = store();
        CaughtRequest request = new CaughtRequest(
                NOON,
                "PUT",
                "/catch/default/inbox/deeper",
                "a=1&b=%20",
                Map.of("accept", List.of("text/html", "*/*"), "x-unicode", List.of("é")),
                new byte[] {0, (byte) 0xff, 10},
                true,
                "192.0.2.1");

        store.add("default", "inbox", request, PLENTY);

        assertThat(store.list("default", "inbox", 10, 10_000)).containsExactly(request);
    }

    @Test
    void the_newest_come_first_even_when_the_clock_goes_back() {
        CatcherStore store = store();
        store.add("default", "inbox", request("first", NOON), PLENTY);
        store.add("default", "inbox", request("second", NOON.minusSeconds(60)), PLENTY);

        assertThat(bodies(store, "inbox", 10)).containsExactly("second", "first");
        assertThat(bodies(store, "inbox", 1)).containsExactly("second");
    }

    @Test
    void a_name_keeps_its_newest_requests() {
        CatcherStore store = store();
        store.add("default", "other", request("untouched", NOON), new Kept(3, 200, MEBIBYTE));
        for (int i = 1; i <= 5; i++) {
            store.add("default", "inbox", request("body " + i, NOON), new Kept(3, 200, MEBIBYTE));
        }

        assertThat(bodies(store, "inbox", 50)).containsExactly("body 5", "body 4", "body 3");
        assertThat(bodies(store, "other", 50)).containsExactly("untouched");
    }

    @Test
    void a_project_keeps_the_names_that_caught_something_last() {
        CatcherStore store = store();
        store.add("other", "first", request("untouched", NOON), new Kept(50, 2, MEBIBYTE));
        store.add("default", "first", request("1", NOON), new Kept(50, 2, MEBIBYTE));
        store.add("default", "second", request("2", NOON), new Kept(50, 2, MEBIBYTE));
        store.add("default", "first", request("3", NOON), new Kept(50, 2, MEBIBYTE));
        store.add("default", "third", request("4", NOON), new Kept(50, 2, MEBIBYTE));

        assertThat(store.names("default")).extracting(CaughtName::name).containsExactly("third", "first");
        assertThat(bodies(store, "first", 50)).containsExactly("3", "1");
        assertThat(bodies(store, "second", 50)).isEmpty();
        assertThat(store.names("other")).extracting(CaughtName::name).containsExactly("first");
    }

    @Test
    void the_oldest_of_a_project_go_when_it_keeps_too_many_bytes() {
        CatcherStore store = store();
        long each = request("body 1", NOON).size();
        Kept three = new Kept(50, 200, 3 * each);
        store.add("other", "inbox", request("body 0", NOON), three);
        store.add("default", "first", request("body 1", NOON), three);
        store.add("default", "first", request("body 2", NOON), three);
        store.add("default", "second", request("body 3", NOON), three);
        assertThat(store.names("default")).hasSize(2);

        store.add("default", "second", request("body 4", NOON), three);
        assertThat(bodies(store, "first", 50)).containsExactly("body 2");
        store.add("default", "third", request("body 5", NOON), three);

        assertThat(bodies(store, "first", 50)).isEmpty();
        assertThat(bodies(store, "second", 50)).containsExactly("body 4", "body 3");
        assertThat(store.names("default")).extracting(CaughtName::name).containsExactly("third", "second");
        assertThat(store.list("other", "inbox", 50, 10_000)).hasSize(1);
    }

    @Test
    void one_request_stays_however_large_it_is() {
        CatcherStore store = store();
        store.add("default", "inbox", request("small", NOON), new Kept(50, 200, 100));
        store.add("default", "inbox", request("x".repeat(101), NOON), new Kept(50, 200, 100));

        assertThat(bodies(store, "inbox", 50)).containsExactly("x".repeat(101));
    }

    @Test
    void names_say_how_much_they_keep_and_when_the_last_came() {
        CatcherStore store = store();
        store.add("default", "inbox", request("1", NOON), PLENTY);
        store.add("default", "inbox", request("2", NOON.plusSeconds(1)), PLENTY);

        assertThat(store.names("default")).containsExactly(new CaughtName("inbox", 2, NOON.plusSeconds(1)));
        assertThat(store.names("other")).isEmpty();
    }

    @Test
    void clearing_forgets_one_name_of_one_project() {
        CatcherStore store = store();
        store.add("default", "inbox", request("1", NOON), PLENTY);
        store.add("default", "other", request("2", NOON), PLENTY);
        store.add("other", "inbox", request("3", NOON), PLENTY);

        store.clear("default", "inbox");
        store.clear("default", "never-seen");

        assertThat(store.list("default", "inbox", 50, 10_000)).isEmpty();
        assertThat(bodies(store, "other", 50)).containsExactly("2");
        assertThat(store.list("other", "inbox", 50, 10_000)).hasSize(1);
    }

    @Test
    void a_list_ends_where_the_requests_get_too_large_together_and_always_has_the_newest() {
        CatcherStore store = store();
        store.add("default", "inbox", request("first", NOON), PLENTY);
        store.add("default", "other", request("elsewhere", NOON), PLENTY);
        store.add("default", "inbox", request("second", NOON), PLENTY);
        store.add("default", "inbox", request("third", NOON), PLENTY);
        CaughtRequest second = request("second", NOON);
        CaughtRequest third = request("third", NOON);

        assertThat(store.list("default", "inbox", 50, third.size() + second.size()))
                .containsExactly(third, second);
        assertThat(store.list("default", "inbox", 50, third.size() + second.size() - 1))
                .containsExactly(third);
        assertThat(store.list("default", "inbox", 50, 1)).containsExactly(third);
        assertThat(store.list("default", "inbox", 1, 10_000)).containsExactly(third);
    }

    private static CaughtRequest request(String body, Instant time) {
        return new CaughtRequest(
                time,
                "POST",
                "/catch/default/inbox",
                "",
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                false,
                "192.0.2.1");
    }

    private static List<String> bodies(CatcherStore store, String name, int limit) {
        return store.list("default", name, limit, 10_000).stream()
                .map(request -> request.text().orElseThrow())
                .toList();
    }
}
