package io.millrace.core.engine;

import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.queue.HeldTask;
import io.millrace.core.queue.TaskStore;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Claiming in memory: one task of each project in turn, going on behind the project that was served last. */
final class FakeTasks implements TaskStore {
    private final FakeEngineStore rows;
    private String lastServed = "";
    /** How many of the next tries to give something back fail. */
    private int failing;

    FakeTasks(FakeEngineStore rows) {
        this.rows = rows;
    }

    @Override
    public List<TaskRow> claim(long node, Instant now, int limit) {
        synchronized (rows) {
            NavigableMap<String, Deque<TaskRow>> waiting = new TreeMap<>();
            List<TaskRow> claimed = new ArrayList<>(lastChance(node, now));
            due(now).filter(task -> task.crashes() != LAST_CHANCE)
                    .forEach(task -> waiting.computeIfAbsent(task.project(), project -> new ArrayDeque<>())
                            .add(task));
            while (claimed.size() < limit && !waiting.isEmpty()) {
                Map.Entry<String, Deque<TaskRow>> next =
                        Optional.ofNullable(waiting.higherEntry(lastServed)).orElseGet(waiting::firstEntry);
                claimed.add(own(next.getValue().removeFirst(), node));
                lastServed = next.getKey();
                if (next.getValue().isEmpty()) {
                    waiting.remove(lastServed);
                }
            }
            return claimed;
        }
    }

    private List<TaskRow> lastChance(long node, Instant now) {
        if (owned(node).anyMatch(task -> task.crashes() == LAST_CHANCE)) {
            return List.of();
        }
        return due(now).filter(task -> task.crashes() == LAST_CHANCE).limit(1).toList().stream()
                .map(task -> own(task, node))
                .toList();
    }

    private Stream<TaskRow> due(Instant now) {
        return ready().filter(task -> !task.turnAt().isAfter(now))
                .sorted(Comparator.comparing(TaskRow::turnAt).thenComparing(TaskRow::key));
    }

    private Stream<TaskRow> ready() {
        return rows.tasks.values().stream().filter(task -> task.place() == TaskRow.Place.READY);
    }

    private TaskRow own(TaskRow task, long node) {
        TaskRow owned = task.ownedBy(node);
        rows.tasks.put(task.key(), owned);
        if (task.doesStep()) {
            rows.executions.computeIfPresent(task.key().subject(), (id, row) -> started(row));
        }
        return owned;
    }

    private static ExecutionRow started(ExecutionRow row) {
        return row.status() == ExecutionStatus.QUEUED
                ? row.next(ExecutionStatus.RUNNING, row.progress(), row.failure(), row.finishedAt())
                : row;
    }

    @Override
    public Optional<Instant> nextTurn() {
        synchronized (rows) {
            return ready().map(TaskRow::turnAt).min(Comparator.naturalOrder());
        }
    }

    @Override
    public List<HeldTask> heldBy(long node) {
        synchronized (rows) {
            return owned(node).map(HeldTask::of).toList();
        }
    }

    private Stream<TaskRow> owned(long node) {
        return rows.tasks.values().stream().filter(task -> holds(node, task));
    }

    private static boolean holds(long node, @Nullable TaskRow task) {
        return task != null && task.place() == TaskRow.Place.OWNED && task.owner() != null && task.owner() == node;
    }

    @Override
    public void giveBack(long node, Collection<HeldTask> tasks, boolean crashed) {
        synchronized (rows) {
            if (failing > 0) {
                failing--;
                throw FailingLedgerStore.unavailable();
            }
            owned(node)
                    .filter(task -> tasks.contains(HeldTask.of(task)))
                    .toList()
                    .forEach(task -> giveBack(task, crashed));
        }
    }

    /** The owners of tasks, as far as they are wanted. */
    Set<Long> ownersOf(Predicate<Long> wanted) {
        return rows.tasks.values().stream()
                .map(TaskRow::owner)
                .filter(Objects::nonNull)
                .filter(wanted)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void failGivingBack(int next) {
        synchronized (rows) {
            failing = next;
        }
    }

    /** Gives back everything a node holds; returns how much that was. */
    int giveBackAll(long node, boolean crashed) {
        List<TaskRow> held = owned(node).toList();
        held.forEach(task -> giveBack(task, crashed));
        return held.size();
    }

    private void giveBack(TaskRow task, boolean crashed) {
        rows.tasks.put(
                task.key(),
                new TaskRow(
                        task.key(),
                        task.kind(),
                        task.project(),
                        TaskRow.Place.READY,
                        task.turnAt(),
                        null,
                        task.fence() + 1,
                        task.tries(),
                        task.spent(),
                        task.crashes() + (crashed ? 1 : 0),
                        task.trace(),
                        task.lane()));
    }

    @Override
    public List<Long> cancelledOn(long node) {
        synchronized (rows) {
            return owned(node)
                    .map(task -> rows.executions.get(task.key().subject()))
                    .filter(row -> row != null && row.status() == ExecutionStatus.CANCELLING)
                    .map(ExecutionRow::id)
                    .distinct()
                    .toList();
        }
    }

    @Override
    public Optional<Instant> oldestDue(String project, Instant now) {
        synchronized (rows) {
            return ready().filter(task -> task.project().equals(project))
                    .map(TaskRow::turnAt)
                    .filter(turn -> !turn.isAfter(now))
                    .min(Comparator.naturalOrder());
        }
    }

    @Override
    public Depth depth(Instant now, int most) {
        synchronized (rows) {
            List<Instant> due = ready().map(TaskRow::turnAt)
                    .filter(turn -> !turn.isAfter(now))
                    .sorted()
                    .toList();
            return new Depth(Math.min(due.size(), most), due.stream().findFirst());
        }
    }
}
