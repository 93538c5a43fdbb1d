package io.millrace.core.simulation;

import io.millrace.core.lane.LaneRow;
import io.millrace.core.ledger.Batch;
import io.millrace.core.ledger.DedupeClaim;
import io.millrace.core.ledger.LedgerStore;
import io.millrace.core.ledger.LoadedRows;
import io.millrace.core.ledger.LoadedRows.DedupeKey;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.ledger.ScheduleRow;
import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The ledger as one server reaches it. What was committed is told to the book, whether or not the server learns of it. */
final class LedgerPort implements LedgerStore {
    private static final Batch NOTHING = new Batch(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    private final Server server;
    private final LedgerStore store;
    private final Sabotage sabotage;
    /** What this server had last of each task, for the sabotage of fences. */
    private final Map<TaskKey, TaskRow> had = new HashMap<>();

    private final Map<ScheduleKey, ScheduleRow> schedules = new HashMap<>();

    LedgerPort(Server server, LedgerStore store, Sabotage sabotage) {
        this.server = server;
        this.store = store;
        this.sabotage = sabotage;
    }

    void rememberSchedules(List<ScheduleRow> due) {
        due.forEach(row -> schedules.put(row.key(), row));
    }

    void remember(List<TaskRow> tasks) {
        tasks.forEach(task -> had.put(task.key(), task));
    }

    @Override
    public void transact(Locks locks, boolean again, Function<LoadedRows, Batch> decide) {
        server.crossing(again ? "commit again" : "commit", () -> {
            AtomicReference<Batch> decided = new AtomicReference<>();
            try {
                store.transact(locks, again && sabotage != Sabotage.NO_MEMORY_OF_LOST_ANSWERS, loaded -> {
                    Batch batch = kept(copy(decide.apply(spoilt(locks, loaded))));
                    decided.set(batch);
                    return batch;
                });
            } catch (IllegalStateException e) {
                server.book().broken("the store was asked for what it must refuse: " + e.getMessage());
                throw e;
            }
            Batch batch = Objects.requireNonNull(decided.get());
            server.book().committed(batch);
            remember(batch.newTasks().stream()
                    .filter(task -> task.place() == TaskRow.Place.OWNED)
                    .toList());
            return true;
        });
    }

    /** What a batch holds are views of rows that the engine goes on using. */
    private Batch copy(Batch batch) {
        return new Batch(
                List.copyOf(batch.newEvents()),
                List.copyOf(batch.newExecutions()),
                List.copyOf(batch.changedExecutions()),
                List.copyOf(batch.newAttempts()),
                List.copyOf(batch.newChunks()),
                List.copyOf(batch.cachedResults()),
                batch.newTasks().stream().filter(this::kept).toList(),
                List.copyOf(batch.changedTasks()),
                List.copyOf(batch.removedTasks()),
                List.copyOf(batch.changedSchedules()),
                List.copyOf(batch.changedVariables()),
                List.copyOf(batch.changedLanes()),
                List.copyOf(batch.removedLanes()),
                List.copyOf(batch.lostClaims()),
                List.copyOf(batch.inheritedClaims()));
    }

    private Batch kept(Batch batch) {
        return sabotage == Sabotage.NO_SYNC && server.strikes() ? NOTHING : batch;
    }

    private boolean kept(TaskRow task) {
        return sabotage != Sabotage.NO_WORD_OF_ENDS || !task.kind().equals(TaskRow.ENDED);
    }

    private LoadedRows spoilt(Locks locks, LoadedRows loaded) {
        return switch (sabotage) {
            case NONE,
                    NO_MEMORY_OF_LOST_ANSWERS,
                    NO_LOOK_UP,
                    NO_IDENTITY_OF_CALLS,
                    NO_WORD_OF_ENDS,
                    NO_COMPARISON,
                    NO_SYNC,
                    NO_COUNT_OF_CRASHES -> loaded;
            case NO_FENCE_OF_SLOTS ->
                new LoadedRows(
                        loaded.holders(),
                        loaded.storedEvents(),
                        loaded.earlierEvents(),
                        loaded.executions(),
                        loaded.tasks(),
                        loaded.schedules().stream()
                                .map(row -> schedules.getOrDefault(row.key(), row))
                                .toList(),
                        loaded.variables(),
                        loaded.lanes(),
                        loaded.parked());
            case NO_COUNT_OF_SLOTS -> spoilt(loaded, lane -> lane.holding(0));
            case NO_MEMORY_OF_STARTS -> spoilt(loaded, LedgerPort::withoutStarts);
            case NO_MEMORY_OF_DEBOUNCE -> spoilt(loaded, lane -> lane.pending(null));
            case NO_DEDUPLICATION ->
                new LoadedRows(
                        locks.claims().stream().collect(Collectors.toMap(DedupeKey::of, DedupeClaim::event)),
                        loaded.storedEvents(),
                        loaded.earlierEvents(),
                        loaded.executions(),
                        loaded.tasks(),
                        loaded.schedules(),
                        loaded.variables(),
                        loaded.lanes(),
                        loaded.parked());
            case NO_FENCE -> {
                Map<TaskKey, TaskRow> tasks = new TreeMap<>();
                loaded.tasks().forEach(task -> tasks.put(task.key(), task));
                locks.tasks().stream().filter(had::containsKey).forEach(key -> tasks.put(key, had.get(key)));
                yield new LoadedRows(
                        loaded.holders(),
                        loaded.storedEvents(),
                        loaded.earlierEvents(),
                        loaded.executions(),
                        List.copyOf(tasks.values()),
                        loaded.schedules(),
                        loaded.variables(),
                        loaded.lanes(),
                        loaded.parked());
            }
        };
    }

    private static LoadedRows spoilt(LoadedRows loaded, UnaryOperator<LaneRow> spoil) {
        return new LoadedRows(
                loaded.holders(),
                loaded.storedEvents(),
                loaded.earlierEvents(),
                loaded.executions(),
                loaded.tasks(),
                loaded.schedules(),
                loaded.variables(),
                loaded.lanes().stream().map(spoil).toList(),
                loaded.parked());
    }

    private static LaneRow withoutStarts(LaneRow lane) {
        return new LaneRow(
                lane.key(),
                lane.limits(),
                lane.held(),
                "",
                lane.holdUntil(),
                lane.breaker(),
                lane.pending(),
                lane.wakeAt(),
                lane.learned(),
                lane.refusedAt());
    }
}
