package io.millrace.core.blob;

import static io.millrace.core.engine.EngineRows.T0;
import static io.millrace.core.engine.EngineRows.anAttempt;
import static io.millrace.core.engine.EngineRows.anEvent;
import static io.millrace.core.engine.EngineRows.anExecution;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.blob.BlobUseStore.Used;
import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.EngineStores;
import io.millrace.core.event.EventSummary;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link BlobUseStore} does over the rows of its ledger. */
public abstract class BlobUseStoreContract {
    private static final Instant LATER = T0.plusSeconds(60);

    protected abstract EngineStores stores();

    private BlobUseStore uses() {
        return stores().blobs();
    }

    private static EventRow event(long id, String project, long blob) {
        EventRow plain = anEvent(id, project, "/hooks/default/orders");
        return new EventRow(
                id,
                project,
                plain.type(),
                plain.source(),
                plain.time(),
                new BlobRef(blob, 123_456).text(),
                plain.headers(),
                plain.outcome(),
                plain.trace());
    }

    private static AttemptRow attempt(long execution, String step, long first) {
        AttemptRow plain = anAttempt(execution, step, 1);
        return new AttemptRow(
                execution,
                step,
                0,
                1,
                1,
                plain.status(),
                null,
                plain.decision(),
                "",
                plain.startedAt(),
                plain.finishedAt(),
                null,
                new BlobRef(first, 1).text(),
                new BlobRef(first + 1, 1).text(),
                new BlobRef(first + 2, 1).text());
    }

    private void write(Change... changes) {
        EngineRows.write(stores().ledger(), changes);
    }

    @Test
    void a_row_is_stored_with_what_it_refers_to() {
        write(
                new Change.AddEvent(event(1, "default", 10)),
                new Change.AddExecution(anExecution(2)),
                new Change.AddAttempt(attempt(2, "a", 20)));

        assertThat(uses().used("default", 0, 10))
                .containsExactly(
                        new Used(10, 1, true), new Used(20, 2, false), new Used(21, 2, false), new Used(22, 2, false));
        assertThat(uses().used("default", 20, 1)).containsExactly(new Used(21, 2, false));
        assertThat(uses().used("other", 0, 10)).isEmpty();
        assertThat(uses().known(List.of(9L, 10L, 22L, 23L))).containsExactlyInAnyOrder(10L, 22L);
        assertThat(uses().dropped(10)).isEmpty();
    }

    @Test
    void a_row_without_large_values_refers_to_nothing() {
        write(
                new Change.AddEvent(anEvent(1)),
                new Change.AddExecution(anExecution(2)),
                new Change.AddAttempt(anAttempt(2, "a", 1)));

        assertThat(uses().used("default", 0, 10)).isEmpty();
        assertThat(uses().known(List.of(1L, 2L))).isEmpty();
    }

    @Test
    void what_retention_drops_is_known_until_it_is_forgotten() {
        write(
                new Change.AddEvent(event(1, "default", 10)),
                new Change.AddExecution(anExecution(2, "default", "orders", 1, 1, ExecutionStatus.SUCCEEDED, T0)),
                new Change.AddAttempt(attempt(2, "a", 20)),
                new Change.AddExecution(anExecution(3)),
                new Change.AddAttempt(attempt(3, "a", 30)));
        stores().executions().purge(LATER, LATER, 10);
        stores().executions().purge(LATER, LATER, 10);

        assertThat(uses().dropped(10)).containsExactly(10L, 20L, 21L, 22L);
        assertThat(uses().dropped(2)).containsExactly(10L, 20L);
        assertThat(uses().used("default", 0, 10)).extracting(Used::blob).containsExactly(30L, 31L, 32L);
        assertThat(uses().known(List.of(10L, 22L, 30L))).hasSize(3);

        uses().forget(List.of(10L, 20L, 21L));

        assertThat(uses().dropped(10)).containsExactly(22L);
        assertThat(uses().known(List.of(10L, 22L))).containsExactly(22L);
    }

    @Test
    void a_list_tells_the_size_of_what_is_kept_elsewhere() {
        write(new Change.AddEvent(event(1, "default", 10)));

        assertThat(stores().events().list("default", Optional.empty(), Long.MAX_VALUE, 10))
                .extracting(EventSummary::size)
                .containsExactly(123_456L);
    }
}
