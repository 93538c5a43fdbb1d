package io.millrace.core.ledger;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.ledger.LoadedRows.DedupeKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows of one group while its units decide in turn: what was loaded, overlaid with what has been decided so far. */
final class GroupRows implements Rows {
    private static final Comparator<AttemptRow> BY_SUBJECT = Comparator.comparingLong(AttemptRow::subject);

    private final Instant now;
    private final Map<DedupeKey, Long> holders;
    private final Set<Long> storedEvents;
    private final Map<Long, EventRow> earlierEvents = new HashMap<>();
    private final Map<Long, ExecutionRow> executions = new HashMap<>();
    private final TreeMap<TaskKey, TaskRow> tasks = new TreeMap<>();
    private final Map<ScheduleKey, ScheduleRow> schedules = new HashMap<>();
    private final Map<VariableKey, VariableRow> variables = new HashMap<>();

    // New rows are written in the order of their keys: they then fill one page after the other.
    private final Map<Long, EventRow> newEvents = new TreeMap<>();
    private final Map<Long, ExecutionRow> newExecutions = new TreeMap<>();
    private final Map<Long, ExecutionRow> changedExecutions = new TreeMap<>();
    private final List<AttemptRow> newAttempts = new ArrayList<>();
    private final List<ChunkRow> newChunks = new ArrayList<>();
    private final Map<TaskKey, TaskRow> newTasks = new TreeMap<>();
    private final Map<TaskKey, TaskRow> changedTasks = new TreeMap<>();
    private final Set<TaskKey> removedTasks = new TreeSet<>();
    private final Map<ScheduleKey, ScheduleRow> changedSchedules = new TreeMap<>();
    /** By key, in the order of changes: one of several units may make it and the next change it. */
    private final Map<VariableKey, List<VariableRow>> changedVariables = new TreeMap<>();

    private final GroupLanes lanes;

    private final List<DedupeClaim> lostClaims = new ArrayList<>();
    /** By keys that were lost in this group: who has them now. */
    private final Map<DedupeKey, DedupeClaim> inheritedClaims = new LinkedHashMap<>();

    /** @param now once the rows are locked */
    GroupRows(LoadedRows loaded, Instant now) {
        this.now = now;
        holders = new HashMap<>(loaded.holders());
        storedEvents = loaded.storedEvents();
        loaded.earlierEvents().forEach(row -> earlierEvents.put(row.id(), row));
        loaded.executions().forEach(row -> executions.put(row.id(), row));
        loaded.tasks().forEach(row -> tasks.put(row.key(), row));
        loaded.schedules().forEach(row -> schedules.put(row.key(), row));
        loaded.variables().forEach(row -> variables.put(row.key(), row));
        lanes = new GroupLanes(loaded.lanes(), loaded.parked());
        loaded.tasks().stream()
                .filter(row -> row.place() == TaskRow.Place.PARKED)
                .flatMap(row -> Optional.ofNullable(row.lane()).stream())
                .forEach(lanes::touch);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Optional<ExecutionRow> execution(long id) {
        return Optional.ofNullable(executions.get(id));
    }

    @Override
    public Optional<TaskRow> task(TaskKey key) {
        return Optional.ofNullable(tasks.get(key));
    }

    @Override
    public List<TaskRow> tasksOf(long execution) {
        return List.copyOf(tasks.subMap(new TaskKey(execution, "", 0), new TaskKey(execution + 1, "", 0))
                .values());
    }

    @Override
    public Optional<ScheduleRow> schedule(ScheduleKey key) {
        return Optional.ofNullable(schedules.get(key));
    }

    @Override
    public Optional<VariableRow> variable(VariableKey key) {
        return Optional.ofNullable(variables.get(key));
    }

    @Override
    public LaneRow lane(LaneKey key) {
        return lanes.row(key);
    }

    @Override
    public boolean waiting(LaneKey key) {
        return !lanes.heads(key, 1, this).isEmpty();
    }

    /** The tasks of which this group knows that they wait in a lane. */
    List<TaskRow> parkedIn(LaneKey key) {
        return tasks.values().stream()
                .filter(row -> row.place() == TaskRow.Place.PARKED)
                .filter(row -> key.equals(row.lane()))
                .toList();
    }

    /** How many of those that wait in a lane in the store this group may have changed, at most. */
    int changedOf(LaneKey key) {
        return (int)
                (tasks.values().stream().filter(row -> key.equals(row.lane())).count() + removedTasks.size());
    }

    /** Whether this group has the task locked, so that the store's word on it may be outdated. */
    boolean knows(TaskKey key) {
        return tasks.containsKey(key) || removedTasks.contains(key);
    }

    /** Lets a task out of the lane it waited in. */
    void release(TaskRow ready) {
        setTask(ready);
    }

    /**
     * Lets in whoever waits in a lane that this group has changed or was asked to look at; done once all units have decided.
     *
     * @return from when on the first of them is ready; null when nobody was let in
     */
    @Nullable
    Instant settleLanes(List<LaneKey> asked, InstantSource clock) {
        asked.forEach(lanes::touch);
        return lanes.settle(this, clock.instant());
    }

    @Override
    public long holder(DedupeClaim claim) {
        return holders.computeIfAbsent(DedupeKey.of(claim), key -> {
            inheritedClaims.put(key, claim); // whoever had it has dropped out of this very group
            return claim.event();
        });
    }

    @Override
    public boolean stored(long event) {
        return storedEvents.contains(event);
    }

    @Override
    public Optional<EventRow> earlier(long event) {
        return Optional.ofNullable(earlierEvents.get(event));
    }

    void apply(List<Change> changes) {
        changes.forEach(this::apply);
    }

    private void apply(Change change) {
        switch (change) {
            case Change.AddEvent(EventRow row) -> newEvents.put(row.id(), row);
            case Change.AddExecution(ExecutionRow row) -> {
                lanes.moved(Optional.empty(), row.slot());
                executions.put(row.id(), row);
                newExecutions.put(row.id(), row);
            }
            case Change.SetExecution(ExecutionRow row) -> {
                lanes.moved(Optional.ofNullable(executions.get(row.id())).flatMap(ExecutionRow::slot), row.slot());
                executions.put(row.id(), row);
                (newExecutions.containsKey(row.id()) ? newExecutions : changedExecutions).put(row.id(), row);
            }
            case Change.AddAttempt(AttemptRow row) -> newAttempts.add(row);
            case Change.AddChunk(ChunkRow row) -> newChunks.add(row);
            case Change.AddTask(TaskRow row) -> add(row);
            case Change.SetTask(TaskRow row) -> {
                lanes.moved(slotOf(row.key()), row.slot());
                setTask(row);
            }
            case Change.SetLane(LaneRow row) -> lanes.set(row);
            case Change.Recount(LaneKey lane, long missing) -> lanes.count(lane, missing);
            case Change.RemoveTask(TaskKey key) -> remove(key);
            case Change.SetVariable(VariableRow row) -> {
                variables.put(row.key(), row);
                changedVariables
                        .computeIfAbsent(row.key(), key -> new ArrayList<>())
                        .add(row);
            }
            case Change.SetSchedule(ScheduleRow row) -> {
                schedules.put(row.key(), row);
                changedSchedules.put(row.key(), row);
            }
        }
    }

    private void setTask(TaskRow row) {
        tasks.put(row.key(), row);
        (newTasks.containsKey(row.key()) ? newTasks : changedTasks).put(row.key(), row);
    }

    private Optional<LaneKey> slotOf(TaskKey key) {
        return Optional.ofNullable(tasks.get(key)).flatMap(TaskRow::slot);
    }

    /** A stored row of the same key that was removed before stays removed: the new one is another task. */
    private void add(TaskRow row) {
        lanes.moved(slotOf(row.key()), row.slot());
        tasks.put(row.key(), row);
        newTasks.put(row.key(), row);
    }

    private void remove(TaskKey key) {
        lanes.moved(slotOf(key), Optional.empty());
        tasks.remove(key);
        changedTasks.remove(key);
        if (newTasks.remove(key) == null) {
            removedTasks.add(key);
        }
    }

    /** Sets the keys free that a unit won before it dropped out; the next unit of the group that asks has them. */
    void release(List<DedupeClaim> claims) {
        for (DedupeClaim claim : claims) {
            DedupeKey key = DedupeKey.of(claim);
            if (Objects.equals(holders.get(key), claim.event())) {
                holders.remove(key);
                if (inheritedClaims.remove(key) == null) {
                    lostClaims.add(claim);
                }
            }
        }
    }

    Batch batch() {
        return new Batch(
                newEvents.values(),
                newExecutions.values(),
                changedExecutions.values(),
                newAttempts.stream().sorted(BY_SUBJECT).toList(),
                newChunks,
                newTasks.values(),
                changedTasks.values(),
                removedTasks,
                changedSchedules.values(),
                changedVariables.values().stream().flatMap(List::stream).toList(),
                lanes.changed(),
                lanes.removed(),
                lostClaims,
                inheritedClaims.values());
    }
}
