package io.millrace.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RecentRevisionsTest {
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private long stored = 1;
    private int asked;
    private Runnable whileAsked = () -> {};
    private final RecentRevisions revisions = new RecentRevisions(this::ask, () -> now);

    private long ask(String project) {
        asked++;
        long read = stored;
        whileAsked.run();
        return read;
    }

    @Test
    void the_store_is_asked_once_in_a_while() {
        assertThat(revisions.of("p")).isEqualTo(1);
        stored = 2;
        assertThat(revisions.of("p")).isEqualTo(1);

        now = now.plus(RecentRevisions.MAX_AGE);
        assertThat(revisions.of("p")).isEqualTo(2);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void a_revision_read_before_a_change_made_here_is_not_believed_after_it() {
        whileAsked = () -> {
            stored = 2;
            revisions.changed("p");
        };
        assertThat(revisions.of("p")).as("whoever asked before the change").isEqualTo(1);

        whileAsked = () -> {};
        assertThat(revisions.of("p")).isEqualTo(2);
    }

    @Test
    void while_one_asks_the_others_go_on_with_what_was_known() {
        revisions.of("p");
        now = now.plus(RecentRevisions.MAX_AGE);
        stored = 2;
        whileAsked = () -> assertThat(
                        CompletableFuture.supplyAsync(() -> revisions.of("p")).join())
                .isEqualTo(1);

        assertThat(revisions.of("p")).isEqualTo(2);
        assertThat(asked).isEqualTo(2);
    }
}
