package io.millrace.core.engine;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.lane.LaneStore;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.TaskRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds lanes in memory. */
final class FakeLanes implements LaneStore {
    private final FakeEngineStore rows;

    FakeLanes(FakeEngineStore rows) {
        this.rows = rows;
    }

    @Override
    public Optional<LaneRow> find(LaneKey key) {
        synchronized (rows) {
            return Optional.ofNullable(rows.lanes.get(key));
        }
    }

    @Override
    public List<LaneKey> due(Instant now, int limit) {
        synchronized (rows) {
            return rows.lanes.values().stream()
                    .filter(row -> wakeAt(row).filter(at -> !at.isAfter(now)).isPresent())
                    .sorted(Comparator.comparing(row -> wakeAt(row).orElse(Instant.MAX)))
                    .limit(limit)
                    .map(LaneRow::key)
                    .toList();
        }
    }

    private static Optional<Instant> wakeAt(LaneRow row) {
        return Optional.ofNullable(row.wakeAt());
    }

    @Override
    public List<LaneKey> shut(int limit) {
        synchronized (rows) {
            return rows.lanes.values().stream()
                    .filter(LaneRow::shut)
                    .limit(limit)
                    .map(LaneRow::key)
                    .toList();
        }
    }

    @Override
    public List<Long> executionsIn(LaneKey key, int limit) {
        synchronized (rows) {
            Stream<Long> begun =
                    executions(key).filter(row -> !row.status().ended()).map(ExecutionRow::id);
            Stream<Long> waiting = tasks(key)
                    .filter(row -> row.kind().equals(TaskRow.BEGIN))
                    .map(row -> row.key().subject());
            return Stream.concat(begun, waiting)
                    .distinct()
                    .sorted()
                    .limit(limit)
                    .toList();
        }
    }

    private Stream<ExecutionRow> executions(LaneKey key) {
        return rows.executions.values().stream().filter(row -> key.equals(row.lane()));
    }

    private Stream<TaskRow> tasks(LaneKey key) {
        return rows.tasks.values().stream().filter(row -> key.equals(row.lane()));
    }

    @Override
    public int waiting(LaneKey key, int most) {
        synchronized (rows) {
            return (int) tasks(key)
                    .filter(row -> row.place() == TaskRow.Place.PARKED)
                    .limit(most)
                    .count();
        }
    }

    @Override
    public int parked(int most) {
        synchronized (rows) {
            return (int) rows.tasks.values().stream()
                    .filter(row -> row.place() == TaskRow.Place.PARKED)
                    .limit(most)
                    .count();
        }
    }

    @Override
    public List<Miscount> miscounted(String project, int limit) {
        synchronized (rows) {
            return rows.lanes.values().stream()
                    .filter(row -> row.key().project().equals(project))
                    .map(row -> new Miscount(row, holders(row.key())))
                    .filter(count -> count.lane().held() != count.holders())
                    .limit(limit)
                    .toList();
        }
    }

    private long holders(LaneKey key) {
        return tasks(key).filter(row -> row.place() != TaskRow.Place.PARKED).count()
                + executions(key).filter(row -> !row.status().ended()).count();
    }
}
