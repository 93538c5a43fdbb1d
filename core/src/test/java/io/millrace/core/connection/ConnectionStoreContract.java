package io.millrace.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.lane.Limits;
import io.millrace.core.lane.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every connection store does. */
public abstract class ConnectionStoreContract {
    private static final Instant THEN = Instant.parse("2026-03-01T10:15:30.123456Z");

    /** An empty store. */
    protected abstract ConnectionStore store();

    @Test
    void a_connection_comes_back_as_it_was_written() {
        ConnectionStore store = store();
        StoredConnection written = aConnection("default", "team-chat", 1);

        assertThat(store.write(written)).isTrue();

        assertThat(store.find("default", "team-chat")).contains(written);
        assertThat(store.find("other", "team-chat")).isEmpty();
    }

    @Test
    void a_write_replaces_only_the_revision_before_it() {
        ConnectionStore store = store();
        store.write(aConnection("default", "team-chat", 1));

        assertThat(store.write(aConnection("default", "team-chat", 1))).isFalse();
        assertThat(store.write(aConnection("default", "team-chat", 3))).isFalse();
        assertThat(store.write(aConnection("default", "team-chat", 2))).isTrue();
        assertThat(store.write(aConnection("default", "new", 2))).isFalse();

        assertThat(store.find("default", "team-chat"))
                .map(StoredConnection::revision)
                .contains(2L);
        assertThat(store.count("default")).isEqualTo(1);
    }

    @Test
    void a_list_is_in_the_order_of_ids_and_continues_after_one() {
        ConnectionStore store = store();
        for (String id : List.of("c", "a", "b", "d")) {
            store.write(aConnection("default", id, 1));
        }
        store.write(aConnection("other", "x", 1));

        assertThat(ids(store.list("default", null, null, 3))).containsExactly("a", "b", "c");
        assertThat(ids(store.list("default", null, "b", 3))).containsExactly("c", "d");
        assertThat(ids(store.list("default", "slack", null, 9))).containsExactly("a", "b", "c", "d");
        assertThat(store.list("default", "github", null, 9)).isEmpty();
        assertThat(store.count("default")).isEqualTo(4);
    }

    @Test
    void health_is_written_for_the_revision_it_was_seen_with_only() {
        ConnectionStore store = store();
        store.write(aConnection("default", "team-chat", 1));
        Health ok = new Health(Health.Status.OK, Optional.of(THEN.plusSeconds(5)), "Signed in as 'ops'.");

        assertThat(store.writeHealth("default", "team-chat", 2, ok)).isFalse();
        assertThat(store.writeHealth("default", "team-chat", 1, ok)).isTrue();

        StoredConnection stored = store.find("default", "team-chat").orElseThrow();
        assertThat(stored.health()).isEqualTo(ok);
        assertThat(stored.revision()).isEqualTo(1);
    }

    @Test
    void a_deletion_takes_the_revision_that_was_seen_only() {
        ConnectionStore store = store();
        store.write(aConnection("default", "team-chat", 1));

        assertThat(store.delete("default", "team-chat", 2)).isFalse();
        assertThat(store.delete("default", "team-chat", 1)).isTrue();
        assertThat(store.delete("default", "team-chat", 1)).isFalse();

        assertThat(store.find("default", "team-chat")).isEmpty();
    }

    @Test
    void the_projects_revision_changes_with_writes_and_deletions_but_not_with_health() {
        ConnectionStore store = store();
        assertThat(store.revision("default")).isZero();

        store.write(aConnection("default", "team-chat", 1));
        long written = store.revision("default");
        store.writeHealth("default", "team-chat", 1, Health.unknown());
        long seen = store.revision("default");
        store.write(aConnection("default", "team-chat", 1));
        long refused = store.revision("default");
        store.delete("default", "team-chat", 1);
        long deleted = store.revision("default");
        store.write(aConnection("default", "team-chat", 1));

        assertThat(written).isNotZero();
        assertThat(seen).isEqualTo(written);
        assertThat(refused).isEqualTo(written);
        assertThat(deleted).isNotIn(0L, written);
        assertThat(store.revision("default")).isNotIn(0L, written, deleted);
        assertThat(store.revision("other")).isZero();
    }

    private static List<String> ids(List<StoredConnection> connections) {
        return connections.stream().map(StoredConnection::id).toList();
    }

    private static StoredConnection aConnection(String project, String id, long revision) {
        return new StoredConnection(
                project,
                id,
                "slack",
                "bot_token",
                Map.of(
                        "base_url",
                        "https://slack.example",
                        "retries",
                        3L,
                        "nested",
                        Map.of("list", List.of(1.5, true))),
                Map.of("token", new Sealed("AQID"), "signing", new Sealed("BAUG")),
                new Health(Health.Status.FAILING, Optional.of(THEN), "no answer"),
                THEN,
                THEN.plusSeconds(revision),
                revision,
                new Limits(Optional.of(4), Optional.of(new Rate(100, Duration.ofMinutes(1)))));
    }
}
