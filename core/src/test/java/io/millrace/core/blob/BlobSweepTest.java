package io.millrace.core.blob;

import static io.millrace.core.engine.EngineRows.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.FakeEngineStore;
import io.millrace.core.engine.SettableClock;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.shared.Ids;
import io.millrace.core.workflow.FakeWorkflowStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BlobSweepTest {
    private final SettableClock clock = new SettableClock(T0);
    private final Ids ids = new Ids(clock, 0);
    private final FakeEngineStore rows = new FakeEngineStore(new FakeWorkflowStore());
    private final FakeBlobStore store = new FakeBlobStore();
    private final BlobSweep sweep = new BlobSweep(store, rows.blobUses(), clock);

    private long kept() {
        long id = ids.next();
        store.put(id, new byte[] {1});
        return id;
    }

    /** Stores an event whose data is a blob. */
    private void used(long blob) {
        EventRow plain = EngineRows.anEvent(ids.next());
        EngineRows.write(
                rows.ledger(),
                new Change.AddEvent(new EventRow(
                        plain.id(),
                        plain.project(),
                        plain.type(),
                        plain.source(),
                        plain.time(),
                        new BlobRef(blob, 1).text(),
                        plain.headers(),
                        plain.outcome(),
                        plain.trace())));
    }

    private void retain(Instant since) {
        rows.executions().purge(since, clock.instant(), 1_000);
    }

    @Test
    void what_rows_refer_to_stays() {
        used(kept());
        clock.advance(Duration.ofDays(20));

        assertThat(sweep.sweep()).isZero();
        assertThat(store.ids()).hasSize(1);
    }

    @Test
    void what_no_commit_came_for_goes_after_a_day() {
        kept();
        clock.advance(Duration.ofHours(23));
        assertThat(sweep.sweep()).isZero();

        clock.advance(Duration.ofHours(2));
        assertThat(sweep.sweep()).isEqualTo(1);
        assertThat(store.ids()).isEmpty();
    }

    @Test
    void what_comes_of_age_later_is_found_later() {
        for (int day = 0; day < 3; day++) {
            long orphan = kept();
            long good = kept();
            used(good);
            clock.advance(Duration.ofHours(30));

            sweep.sweep();

            assertThat(store.ids()).contains(good).doesNotContain(orphan);
        }
        assertThat(store.ids()).hasSize(3);
    }

    @Test
    void what_retention_dropped_goes_at_once() {
        used(kept());
        clock.advance(Duration.ofHours(1));
        retain(clock.instant());

        assertThat(sweep.sweep()).isEqualTo(1);
        assertThat(store.ids()).isEmpty();
        assertThat(rows.blobUses().dropped(10)).isEmpty();
    }

    @Test
    void a_store_that_is_away_keeps_nothing_from_being_deleted_the_next_time() {
        used(kept());
        kept();
        clock.advance(Duration.ofDays(2));
        retain(clock.instant());

        store.failNext(1);
        assertThat(sweep.sweep()).isZero();
        assertThat(sweep.sweep()).isEqualTo(2);
        assertThat(store.ids()).isEmpty();
    }

    @Test
    void a_large_number_is_worked_off_in_steps() {
        for (int i = 0; i < 1_700; i++) {
            kept();
        }
        clock.advance(Duration.ofDays(2));

        assertThat(sweep.sweep()).isEqualTo(1_700);
    }
}
