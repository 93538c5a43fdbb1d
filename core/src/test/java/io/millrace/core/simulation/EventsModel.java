package io.millrace.core.simulation;

import io.millrace.core.execution.Intake;
import io.millrace.core.ledger.Batch;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.TaskRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was sent, what of it was stored, what it started, and what its senders were told. */
final class EventsModel {
    private final Book book;
    private final World world;
    /** By event: what its own commit started, and what was started later by replays. */
    private final Map<Long, Set<Long>> started = new TreeMap<>();

    private final Map<Long, Set<Long>> replayed = new HashMap<>();
    /** Which replay has begun which workflow. */
    private final Set<String> replays = new HashSet<>();

    private final Map<String, Delivery> deliveries = new HashMap<>();
    private final Map<String, Long> eventsByTrace = new HashMap<>();
    private final Map<String, Long> eventsByKey = new HashMap<>();

    /** What somebody sent. @param key with its source; empty when it has none */
    record Delivery(String key) {}

    EventsModel(Book book, World world) {
        this.book = book;
        this.world = world;
    }

    void sent(String trace, Delivery delivery) {
        deliveries.put(trace, delivery);
    }

    void acknowledged(String trace, Intake.Accepted told) {
        Delivery delivery = Objects.requireNonNull(deliveries.get(trace));
        boolean stored = world.store().events().find(told.event()).isPresent();
        book.expect(stored, "the event of " + trace + " was acknowledged and is not stored");
        if (told.duplicate()) {
            book.expect(
                    Objects.equals(eventsByKey.get(delivery.key()), told.event()),
                    trace + " was called a duplicate of an event that has another key");
            return;
        }
        book.expect(Objects.equals(eventsByTrace.get(trace), told.event()), trace + " was told the event of another");
        book.expect(
                Objects.equals(new TreeSet<>(told.executions()), started.get(told.event())),
                trace + " was told other executions than were started: " + told.executions());
    }

    void acknowledgedReplay(long event, Intake.Accepted told) {
        Set<Long> known = replayed.getOrDefault(event, Set.of());
        book.expect(known.containsAll(told.executions()), "a replay was told executions that do not exist");
    }

    void committed(Batch batch) {
        batch.newEvents().forEach(event -> stored(event, batch.newExecutions()));
        for (ExecutionRow row : batch.newExecutions()) {
            book.expect(started.containsKey(row.event()), "an execution begins for an event that is not stored");
            if (batch.newEvents().stream().noneMatch(event -> event.id() == row.event())) {
                replayed.computeIfAbsent(row.event(), _ -> new TreeSet<>()).add(row.id());
                beginsOnce(row, batch.newTasks());
            }
        }
    }

    /** A replay begins each workflow once, however often it is committed. */
    private void beginsOnce(ExecutionRow row, Collection<TaskRow> tasks) {
        tasks.stream()
                .filter(task -> task.key().subject() == row.id())
                .map(TaskRow::trace)
                .findFirst()
                .ifPresent(trace -> book.expect(
                        replays.add(trace + " of " + row.workflow()),
                        trace + " has begun " + row.workflow() + " twice"));
    }

    private void stored(EventRow event, Collection<ExecutionRow> begun) {
        world.tell("stored " + world.trace().event(event.id()) + " (" + event.trace() + ")");
        Set<Long> ids = new TreeSet<>(begun.stream().map(ExecutionRow::id).toList());
        started.put(event.id(), ids);
        if (event.source().startsWith("/calls/")) {
            return; // it has the trace of the execution that calls, and is made by the commit that records the call
        }
        book.expect(eventsByTrace.put(event.trace(), event.id()) == null, event.trace() + " was stored twice");
        Delivery delivery = deliveries.get(event.trace());
        if (event.source().startsWith("/ends/")) {
            return; // the trace names the execution and its end, and is never stored twice
        }
        String key = delivery == null ? event.source() + " " + event.time() : delivery.key();
        if (!key.isEmpty()) {
            book.expect(eventsByKey.put(key, event.id()) == null, "two events of one key are stored: " + key);
        }
    }

    boolean has(String trace) {
        return eventsByTrace.containsKey(trace);
    }

    List<Long> all() {
        return List.copyOf(started.keySet());
    }

    void checkEnd() {
        started.forEach((event, ids) -> {
            Set<Long> expected = new TreeSet<>(ids);
            expected.addAll(replayed.getOrDefault(event, Set.of()));
            Set<Long> found = new TreeSet<>(world.store().executions().ofEvent(event).stream()
                    .map(ExecutionRow::id)
                    .toList());
            book.expect(found.equals(expected), "executions of " + world.trace().event(event) + " are lost");
        });
    }
}
