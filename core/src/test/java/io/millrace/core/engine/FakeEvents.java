package io.millrace.core.engine;

import io.millrace.core.blob.BlobRef;
import io.millrace.core.event.EventStore;
import io.millrace.core.event.EventSummary;
import io.millrace.core.ledger.EventRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads events in memory. */
final class FakeEvents implements EventStore {
    private final FakeEngineStore rows;

    FakeEvents(FakeEngineStore rows) {
        this.rows = rows;
    }

    @Override
    public Optional<EventRow> find(long id) {
        synchronized (rows) {
            return Optional.ofNullable(rows.events.get(id));
        }
    }

    @Override
    public Set<Instant> slots(String project, String source, Instant from, Instant to) {
        synchronized (rows) {
            return rows.events.values().stream()
                    .filter(row -> row.project().equals(project) && row.type().equals("schedule"))
                    .filter(row -> row.source().equals(source))
                    .map(EventRow::time)
                    .filter(time -> !time.isBefore(from) && time.isBefore(to))
                    .collect(Collectors.toSet());
        }
    }

    @Override
    public List<EventSummary> list(String project, Optional<String> source, long before, int limit) {
        synchronized (rows) {
            return rows.events.headMap(before, false).descendingMap().values().stream()
                    .filter(row -> row.project().equals(project))
                    .filter(row -> source.map(row.source()::equals).orElse(true))
                    .limit(limit)
                    .map(this::summary)
                    .toList();
        }
    }

    private EventSummary summary(EventRow row) {
        long executions = rows.executions.values().stream()
                .filter(execution -> execution.event() == row.id())
                .count();
        return new EventSummary(
                row.id(),
                row.type(),
                row.source(),
                row.time(),
                (int) executions,
                BlobRef.of(row.data()).map(BlobRef::bytes).orElseGet(() ->
                        (long) row.data().getBytes(StandardCharsets.UTF_8).length));
    }
}
