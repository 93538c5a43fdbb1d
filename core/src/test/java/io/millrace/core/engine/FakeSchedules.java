package io.millrace.core.engine;

import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.ledger.ScheduleRow;
import io.millrace.core.trigger.ScheduleStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Where schedules stand, in memory. */
final class FakeSchedules implements ScheduleStore {
    private final FakeEngineStore rows;

    FakeSchedules(FakeEngineStore rows) {
        this.rows = rows;
    }

    @Override
    public List<ScheduleRow> due(Instant now, int limit) {
        return all().stream()
                .filter(row -> row.nextAt() != null && !row.nextAt().isAfter(now))
                .sorted(Comparator.comparing(row -> Objects.requireNonNull(row.nextAt())))
                .limit(limit)
                .toList();
    }

    @Override
    public List<ScheduleRow> all() {
        synchronized (rows) {
            return List.copyOf(rows.schedules.values());
        }
    }

    @Override
    public List<ScheduleRow> ofProject(String project) {
        return all().stream().filter(row -> row.key().project().equals(project)).toList();
    }

    @Override
    public void add(Collection<ScheduleRow> added) {
        synchronized (rows) {
            added.forEach(row -> rows.schedules.merge(
                    row.key(), row, (known, same) -> known.spec().equals(same.spec()) ? known : same));
        }
    }

    @Override
    public void remove(Collection<ScheduleKey> keys) {
        synchronized (rows) {
            keys.forEach(rows.schedules::remove);
        }
    }

    @Override
    public void skip(ScheduleRow after, Instant from) {
        synchronized (rows) {
            rows.schedules.computeIfPresent(
                    after.key(),
                    (key, row) -> from.equals(row.nextAt())
                            ? new ScheduleRow(
                                    key, row.spec(), after.nextAt(), row.fires(), row.lastAt(), after.skipped())
                            : row);
        }
    }
}
