package io.millrace.core.engine;

import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.trigger.PollRow;
import io.millrace.core.trigger.PollStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Where polls stand, in memory. */
final class FakePolls implements PollStore {
    private final TreeMap<ScheduleKey, PollRow> rows = new TreeMap<>();

    @Override
    public synchronized List<PollRow> due(Instant now, int limit) {
        return rows.values().stream()
                .filter(row -> !row.turnAt().isAfter(now))
                .sorted(Comparator.comparing(PollRow::turnAt))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<PollRow> all() {
        return List.copyOf(rows.values());
    }

    @Override
    public List<PollRow> ofProject(String project) {
        return all().stream().filter(row -> row.key().project().equals(project)).toList();
    }

    @Override
    public synchronized void add(Collection<PollRow> added) {
        added.forEach(row ->
                rows.merge(row.key(), row, (known, same) -> known.spec().equals(same.spec()) ? known : same));
    }

    @Override
    public synchronized void remove(Collection<ScheduleKey> keys) {
        keys.forEach(rows::remove);
    }

    @Override
    public synchronized boolean take(PollRow row, Instant until) {
        PollRow known = rows.get(row.key());
        if (known == null
                || !known.turnAt().equals(row.turnAt())
                || !known.spec().equals(row.spec())) {
            return false;
        }
        rows.put(row.key(), at(known, until));
        return true;
    }

    @Override
    public synchronized boolean save(PollRow after, Instant taken) {
        PollRow known = rows.get(after.key());
        if (known == null || !known.turnAt().equals(taken) || !known.spec().equals(after.spec())) {
            return false;
        }
        rows.put(after.key(), after);
        return true;
    }

    private static PollRow at(PollRow row, Instant turn) {
        return new PollRow(
                row.key(),
                row.spec(),
                turn,
                row.started(),
                row.position(),
                row.seen(),
                row.failures(),
                row.lastAt(),
                row.lastError(),
                row.events());
    }
}
