package io.millrace.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    private static Ids at(Instant time) {
        return new Ids(InstantSource.fixed(time), 3);
    }

    @Test
    void whoever_takes_a_number_over_continues_above_what_its_predecessor_made() {
        Ids before = at(NOW.plusSeconds(60));
        long newest = 0;
        for (int i = 0; i < 10_000; i++) {
            newest = before.next();
        }
        Ids after = at(NOW);
        after.continueAbove(newest);

        assertThat(after.next()).isGreaterThan(newest);
    }

    @Test
    void an_id_of_the_past_changes_nothing() {
        Ids ids = at(NOW);
        ids.continueAbove(at(NOW.minusSeconds(1)).next());

        assertThat(ids.next()).isEqualTo(at(NOW).next());
    }
}
