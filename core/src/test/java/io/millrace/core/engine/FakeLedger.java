package io.millrace.core.engine;

import io.millrace.core.connection.StoredVariable;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.ledger.Batch;
import io.millrace.core.ledger.DedupeClaim;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.LedgerStore;
import io.millrace.core.ledger.LoadedRows;
import io.millrace.core.ledger.LoadedRows.DedupeKey;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.VariableKey;
import io.millrace.core.ledger.VariableRow;
import io.millrace.core.shared.Json;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The group commit in memory. It is stricter than a database: a unit sees exactly the rows it locked, and writing a row
 * that it did not lock, or one that exists already, is an error.
 */
final class FakeLedger implements LedgerStore {
    private final FakeEngineStore rows;

    FakeLedger(FakeEngineStore rows) {
        this.rows = rows;
    }

    @Override
    public void transact(Locks locks, boolean again, Function<LoadedRows, Batch> decide) {
        synchronized (rows) {
            Map<DedupeKey, DedupeClaim> won = won(locks);
            Map<DedupeKey, Long> holders =
                    locks.claims().stream().collect(Collectors.toMap(DedupeKey::of, claim -> holder(claim, won)));
            Set<Long> stored =
                    locks.kept().stream().filter(rows.events::containsKey).collect(Collectors.toSet());
            List<EventRow> earlier = (again ? locks.events() : List.<Long>of())
                    .stream().map(rows.events::get).filter(Objects::nonNull).toList();
            Map<TaskKey, TaskRow> tasks = tasks(locks);
            Map<TaskKey, TaskRow> let = new TreeMap<>();
            Batch batch = decide.apply(new LoadedRows(
                    holders,
                    stored,
                    earlier,
                    locks.executions().stream()
                            .map(rows.executions::get)
                            .filter(Objects::nonNull)
                            .toList(),
                    tasks.values().stream().toList(),
                    locks.schedules().stream()
                            .map(rows.schedules::get)
                            .filter(Objects::nonNull)
                            .toList(),
                    locks.variables().stream()
                            .flatMap(key -> rows.variables.find(key.project(), key.name()).stream())
                            .map(FakeLedger::row)
                            .toList(),
                    lanes(locks, tasks),
                    (lane, most) -> heads(lane, most, let)));
            let.forEach(tasks::putIfAbsent);
            check(locks, batch, tasks);
            rows.keys.putAll(won);
            write(batch);
        }
    }

    /** Those asked for, and those of the locked executions and tasks, as a database locks them. */
    private List<LaneRow> lanes(Locks locks, Map<TaskKey, TaskRow> tasks) {
        Stream<LaneKey> ofExecutions = locks.executions().stream()
                .map(rows.executions::get)
                .filter(Objects::nonNull)
                .flatMap(row -> Optional.ofNullable(row.lane()).stream());
        Stream<LaneKey> ofTasks = tasks.values().stream().flatMap(row -> Optional.ofNullable(row.lane()).stream());
        return Stream.of(locks.lanes().stream(), ofExecutions, ofTasks)
                .flatMap(keys -> keys)
                .distinct()
                .map(key -> rows.lanes.getOrDefault(key, LaneRow.blank(key)))
                .toList();
    }

    private List<TaskRow> heads(LaneKey lane, int most, Map<TaskKey, TaskRow> let) {
        List<TaskRow> heads = rows.tasks.values().stream()
                .filter(row -> row.place() == TaskRow.Place.PARKED)
                .filter(row -> lane.equals(row.lane()))
                .sorted(Comparator.comparing(TaskRow::turnAt).thenComparing(TaskRow::key))
                .limit(most)
                .toList();
        heads.forEach(row -> let.put(row.key(), row));
        return heads;
    }

    private Map<DedupeKey, DedupeClaim> won(Locks locks) {
        Map<DedupeKey, DedupeClaim> won = new HashMap<>();
        for (DedupeClaim claim : locks.claims()) {
            DedupeClaim before = rows.keys.get(DedupeKey.of(claim));
            if (before == null || !before.until().isAfter(claim.now())) {
                won.put(DedupeKey.of(claim), claim);
            }
        }
        return won;
    }

    private long holder(DedupeClaim claim, Map<DedupeKey, DedupeClaim> won) {
        return Optional.ofNullable(won.get(DedupeKey.of(claim)))
                .or(() -> Optional.ofNullable(rows.keys.get(DedupeKey.of(claim))))
                .orElseThrow()
                .event();
    }

    private Map<TaskKey, TaskRow> tasks(Locks locks) {
        Map<TaskKey, TaskRow> tasks = new TreeMap<>();
        rows.tasks.forEach((key, row) -> {
            if (locks.tasks().contains(key) || locks.tasksOf().contains(key.subject())) {
                tasks.put(key, row);
            }
        });
        return tasks;
    }

    private void check(Locks locks, Batch batch, Map<TaskKey, TaskRow> locked) {
        for (ExecutionRow row : batch.changedExecutions()) {
            require(locks.executions().contains(row.id()) && rows.executions.containsKey(row.id()), row);
        }
        batch.changedTasks().forEach(row -> require(locked.containsKey(row.key()), row));
        batch.removedTasks().forEach(key -> require(locks.executions().contains(key.subject()), key));
        batch.changedSchedules().forEach(row -> require(locks.schedules().contains(row.key()), row));
        batch.changedVariables().forEach(row -> require(locks.variables().contains(row.key()), row));
        batch.newEvents().forEach(row -> require(!rows.events.containsKey(row.id()), row));
        batch.newExecutions().forEach(row -> require(!rows.executions.containsKey(row.id()), row));
        batch.newTasks()
                .forEach(row -> require(
                        !rows.tasks.containsKey(row.key())
                                || batch.removedTasks().contains(row.key()),
                        row));
        batch.newAttempts()
                .forEach(row -> require(
                        rows.attempts.stream()
                                .noneMatch(other -> other.subject() == row.subject()
                                        && other.step().equals(row.step())
                                        && other.item() == row.item()
                                        && other.no() == row.no()),
                        row));
    }

    private static void require(boolean right, Object row) {
        if (!right) {
            throw new IllegalStateException("written without a lock, or twice: " + row);
        }
    }

    private static VariableRow row(StoredVariable stored) {
        return new VariableRow(
                new VariableKey(stored.project(), stored.name()),
                stored.content() instanceof StoredVariable.Secret,
                stored.content() instanceof StoredVariable.Plain(Object value) ? Json.write(value) : "",
                stored.created(),
                stored.updated(),
                stored.revision());
    }

    private void write(VariableRow row) {
        boolean written = rows.variables.write(new StoredVariable(
                row.key().project(),
                row.key().name(),
                new StoredVariable.Plain(Json.read(row.value())),
                row.createdAt(),
                row.updatedAt(),
                row.revision()));
        require(written, row);
    }

    private void write(Batch batch) {
        batch.changedVariables().forEach(this::write);
        batch.lostClaims()
                .forEach(lost -> rows.keys.computeIfPresent(
                        DedupeKey.of(lost), (key, claim) -> claim.event() == lost.event() ? null : claim));
        batch.inheritedClaims().forEach(claim -> rows.keys.put(DedupeKey.of(claim), claim));
        batch.newEvents().forEach(row -> rows.events.put(row.id(), row));
        batch.newExecutions().forEach(row -> rows.executions.put(row.id(), row));
        batch.changedExecutions().forEach(row -> rows.executions.put(row.id(), row));
        rows.attempts.addAll(batch.newAttempts());
        rows.chunks.addAll(batch.newChunks());
        batch.cachedResults().forEach(row -> rows.results.put(row.call(), row));
        batch.newBlobUses().forEach(use -> require(rows.blobs.put(use.blob(), use.owner()) == null, use));
        batch.removedTasks().forEach(rows.tasks::remove);
        batch.changedTasks().forEach(row -> rows.tasks.put(row.key(), row));
        batch.newTasks().forEach(row -> rows.tasks.put(row.key(), row));
        batch.changedSchedules().forEach(row -> rows.schedules.put(row.key(), row));
        batch.removedLanes().forEach(rows.lanes::remove);
        batch.changedLanes().forEach(row -> rows.lanes.put(row.key(), row));
    }
}
