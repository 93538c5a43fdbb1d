package io.millrace.core.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.blob.BlobUseStore.Used;
import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.FakeEngineStore;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.workflow.FakeWorkflowStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlobCheckupTest {
    private final FakeEngineStore rows = new FakeEngineStore(new FakeWorkflowStore());
    private final FakeBlobStore store = new FakeBlobStore();
    private final BlobCheckup checkup = new BlobCheckup(store, rows.blobUses());

    /** An event whose data is a blob; both have the same number. */
    private void used(long id) {
        EventRow plain = EngineRows.anEvent(id);
        EngineRows.write(
                rows.ledger(),
                new Change.AddEvent(new EventRow(
                        id,
                        plain.project(),
                        plain.type(),
                        plain.source(),
                        plain.time(),
                        new BlobRef(id, 1).text(),
                        plain.headers(),
                        plain.outcome(),
                        plain.trace())));
    }

    private void kept(long id) {
        store.put(id, new byte[] {1});
    }

    @Test
    void where_nothing_is_missing_nothing_is_told() {
        used(1);
        kept(1);
        kept(2); // an orphan is the sweep's business

        BlobCheckup.Report report = checkup.examine("default", Optional.empty());
        assertThat(report.missing()).isEmpty();
        assertThat(report.checked()).isEqualTo(1);
        assertThat(report.next()).isEmpty();
    }

    @Test
    void what_is_missing_is_told_with_what_it_is_of() {
        for (long id = 1; id <= 5; id++) {
            used(id);
            if (id % 2 == 0) {
                kept(id);
            }
        }

        assertThat(checkup.examine("default", Optional.empty()).missing())
                .containsExactly(new Used(1, 1, true), new Used(3, 3, true), new Used(5, 5, true));
        assertThat(checkup.examine("other", Optional.empty()).checked()).isZero();
    }

    @Test
    void many_are_looked_at_page_by_page() {
        for (long id = 1; id <= BlobCheckup.PORTION + 3L; id++) {
            used(id);
        }
        for (long id = 1; id <= 3_000; id++) {
            if (id != 7 && id != BlobCheckup.PORTION + 2L) {
                kept(id);
            }
        }

        BlobCheckup.Report first = checkup.examine("default", Optional.empty());
        BlobCheckup.Report second = checkup.examine("default", first.next());
        assertThat(List.of(first.checked(), second.checked())).containsExactly(BlobCheckup.PORTION, 3);
        assertThat(first.missing()).extracting(Used::blob).containsExactly(7L);
        assertThat(second.missing()).extracting(Used::blob).containsExactly(BlobCheckup.PORTION + 2L);
        assertThat(second.next()).isEmpty();
    }
}
