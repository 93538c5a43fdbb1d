package io.millrace.core.simulation;

import io.millrace.core.blob.BlobRef;
import io.millrace.core.engine.EngineRows;
import io.millrace.core.execution.Doctor;
import io.millrace.core.execution.ExecutionStore;
import io.millrace.core.execution.Intake;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.Batch;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.simulation.Server.RunningCall;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was stored and what people were told, compared. It sees every commit as the store took it, and every answer as its
 * receiver got it, and keeps the first contradiction.
 */
final class Book {
    private final World world;
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<Long, ExecutionModel> executions = new TreeMap<>();
    /** By event: what its own commit started, and what was started later by replays. */
    private final Map<Long, Set<Long>> started = new TreeMap<>();

    private final Map<Long, Set<Long>> replayed = new HashMap<>();
    /** Which replay has begun which workflow. */
    private final Set<String> replays = new HashSet<>();

    private final Map<String, Delivery> deliveries = new HashMap<>();
    private final Map<String, Long> eventsByTrace = new HashMap<>();
    private final Map<String, Long> eventsByKey = new HashMap<>();
    private final LanesModel lanes = new LanesModel(this);
    private final CallsModel calls = new CallsModel(this);
    private final AnswersModel answers = new AnswersModel(this);
    private final SchedulesModel schedules = new SchedulesModel(this);
    private final Map<String, Integer> words = new HashMap<>();
    private final Set<String> wordsTaken = new HashSet<>();
    private final Effects effects = new Effects();
    private final ReuseModel reuses = new ReuseModel(this);
    private @Nullable String broken;

    /** What somebody sent. @param key with its source; empty when it has none */
    record Delivery(String key) {}

    Book(World world) {
        this.world = world;
    }

    boolean isBroken() {
        return broken != null;
    }

    Optional<String> broken() {
        return Optional.ofNullable(broken);
    }

    void broken(String what) {
        if (broken == null) {
            broken = what;
            world.tell("BROKEN: " + what);
        }
    }

    void expect(boolean right, String what) {
        if (!right) {
            broken(what);
        }
    }

    ReuseModel reuses() {
        return reuses;
    }

    // --- what is asked and answered ----------------------------------------------------------------------------------

    void published(Shape shape, int version) {
        shapes.put(shape.workflow() + " " + version, shape);
        calls.published(shape, now());
        schedules.published(shape);
    }

    boolean isPublished(String workflow) {
        return shapes.values().stream().anyMatch(shape -> shape.workflow().equals(workflow));
    }

    /** Whether somebody is still to be told of the end of an execution. */
    boolean owesAnything() {
        return executions.keySet().stream().anyMatch(this::owesWord) || lanes.owesAnything();
    }

    /** Does what somebody asks; returns whether it was answered. Only some errors may be. */
    boolean allowed(String what, Server server, Runnable work) {
        try {
            work.run();
            return true;
        } catch (MillraceException e) {
            boolean known = e.code() == ErrorCode.STORE_UNAVAILABLE
                    || e.code() == ErrorCode.ILLEGAL_TRANSITION
                    || e.code() == ErrorCode.WORKFLOW_DISABLED
                    || e.code() == ErrorCode.SHUTTING_DOWN;
            expect(known || server.dead(), what + " was answered: " + e + " " + e.problems());
            world.tell(server, what + " is answered with " + e.code());
            return false;
        } catch (RuntimeException e) {
            expect(server.dead(), what + " failed: " + e);
            return false;
        }
    }

    void sent(String trace, Delivery delivery) {
        deliveries.put(trace, delivery);
    }

    void acknowledged(String trace, Intake.Accepted told) {
        Delivery delivery = Objects.requireNonNull(deliveries.get(trace));
        boolean stored = world.store().events().find(told.event()).isPresent();
        expect(stored, "the event of " + trace + " was acknowledged and is not stored");
        if (told.duplicate()) {
            expect(
                    Objects.equals(eventsByKey.get(delivery.key()), told.event()),
                    trace + " was called a duplicate of an event that has another key");
            return;
        }
        expect(Objects.equals(eventsByTrace.get(trace), told.event()), trace + " was told the event of another");
        expect(
                Objects.equals(new TreeSet<>(told.executions()), started.get(told.event())),
                trace + " was told other executions than were started: " + told.executions());
    }

    void acknowledgedReplay(long event, Intake.Accepted told) {
        Set<Long> known = replayed.getOrDefault(event, Set.of());
        expect(known.containsAll(told.executions()), "a replay was told executions that do not exist");
    }

    void acknowledgedWord(String note) {
        wordsTaken.add(note);
        expect(words.getOrDefault(note, 0) == 1, "a settlement was acknowledged and is not in the journal: " + note);
    }

    // --- what is stored ----------------------------------------------------------------------------------------------

    void claimed(List<TaskRow> tasks) {
        calls.claimed(tasks);
        tasks.forEach(
                task -> model(task.key().subject()).startedBy(row(task.key().subject())));
    }

    void committed(Batch batch) {
        batch.newBlobUses()
                .forEach(use -> expect(
                        world.blobStore().ids().contains(use.blob()), "a row refers to a blob that is not kept"));
        batch.newEvents().forEach(event -> stored(event, batch.newExecutions()));
        for (ExecutionRow row : batch.newExecutions()) {
            begin(row, batch.newEvents());
            beginsOnce(row, batch);
        }
        calls.committed(batch, now());
        Map<Long, List<AttemptRow>> attempts = new TreeMap<>();
        batch.changedExecutions().forEach(row -> attempts.put(row.id(), List.of()));
        for (long subject :
                batch.newAttempts().stream().map(AttemptRow::subject).toList()) {
            attempts.put(
                    subject,
                    batch.newAttempts().stream()
                            .filter(row -> row.subject() == subject)
                            .toList());
        }
        batch.newAttempts().stream()
                .filter(row -> row.decision().equals("settle"))
                .forEach(row -> countWord(row.reason()));
        attempts.forEach((id, rows) -> model(id).changed(row(id), rows, stepTasks(id)));
        batch.newExecutions().forEach(row -> model(row.id()).begun(row, stepTasks(row.id())));
        lanes.committed(batch, now());
        answers.committed(batch);
        schedules.committed(batch);
        batch.newExecutions().forEach(row -> checkLimits(model(row.id())));
        batch.changedExecutions().forEach(row -> checkLimits(model(row.id())));
    }

    /** A replay begins each workflow once, however often it is committed; what its executions call is not its own. */
    private void beginsOnce(ExecutionRow row, Batch batch) {
        boolean replayed = batch.newEvents().stream().noneMatch(event -> event.id() == row.event());
        batch.newTasks().stream()
                .filter(task -> replayed && task.key().subject() == row.id())
                .map(TaskRow::trace)
                .findFirst()
                .ifPresent(trace -> expect(
                        replays.add(trace + " of " + row.workflow()),
                        trace + " has begun " + row.workflow() + " twice"));
    }

    /** What has begun in this commit must have been let in, and must have room beside the others. */
    private void checkLimits(ExecutionModel begun) {
        if (!begun.hasJustBegun()) {
            return;
        }
        begun.startLane()
                .ifPresent(lane -> lanes.begun(lane, now(), begun.shape().flow().passesRateLast()));
        begun.slotLane().ifPresent(lane -> {
            long running = executions.values().stream()
                    .filter(ExecutionModel::runs)
                    .filter(other -> other.slotLane().equals(Optional.of(lane)))
                    .count();
            int most = shapes.values().stream()
                    .filter(shape -> shape.workflow().equals(begun.shape().workflow()))
                    .filter(shape ->
                            shape.flow().keyed() == begun.shape().flow().keyed())
                    .mapToInt(shape -> shape.flow().concurrency())
                    .max()
                    .orElse(0);
            expect(running <= most, running + " executions run at once in " + lane.id());
        });
    }

    private void countWord(String reason) {
        String note = reason.substring(reason.indexOf("word "));
        int count = words.merge(note, 1, Integer::sum);
        expect(count == 1, "a settlement was recorded twice: " + note);
    }

    private void stored(EventRow event, Collection<ExecutionRow> begun) {
        world.tell("stored " + world.trace().event(event.id()) + " (" + event.trace() + ")");
        Set<Long> ids = new TreeSet<>(begun.stream().map(ExecutionRow::id).toList());
        started.put(event.id(), ids);
        if (event.source().startsWith("/calls/")) {
            return; // it has the trace of the execution that calls, and is made by the commit that records the call
        }
        expect(eventsByTrace.put(event.trace(), event.id()) == null, event.trace() + " was stored twice");
        Delivery delivery = deliveries.get(event.trace());
        if (event.source().startsWith("/ends/")) {
            return; // the trace names the execution and its end, and is never stored twice
        }
        String key = delivery == null ? event.source() + " " + event.time() : delivery.key();
        if (!key.isEmpty()) {
            expect(eventsByKey.put(key, event.id()) == null, "two events of one key are stored: " + key);
        }
    }

    private void begin(ExecutionRow row, Collection<EventRow> events) {
        boolean own = events.stream().anyMatch(event -> event.id() == row.event());
        if (!own) {
            replayed.computeIfAbsent(row.event(), _ -> new TreeSet<>()).add(row.id());
        }
        expect(started.containsKey(row.event()), "an execution begins for an event that is not stored");
        Shape shape = Objects.requireNonNull(shapes.get(row.workflow() + " " + row.version()));
        world.tell("begins " + world.name(row.id()) + " of " + row.workflow() + " " + row.version());
        executions.put(row.id(), new ExecutionModel(this, world.name(row.id()), shape, number(row.event()), row));
    }

    /** The number that steps are conditional on. */
    private long number(long event) {
        EventRow row = world.store().events().find(event).orElseThrow();
        return Json.read(whole(row.data())) instanceof Map<?, ?> data && data.get("n") instanceof Long number
                ? number
                : 9;
    }

    /** The JSON text that a row's text stands for. */
    String whole(String stored) {
        return BlobRef.of(stored)
                .flatMap(ref -> world.blobStore().get(ref.id()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse(stored);
    }

    // --- what is called ----------------------------------------------------------------------------------------------

    /** What the action {@code once} has done. */
    Effects effects() {
        return effects;
    }

    /** @return whether the server has the step's task now; one that stood still too long may not know that it has not */
    boolean called(RunningCall call, String item, Map<String, Object> input) {
        ExecutionModel model = model(call.execution());
        boolean holds = holds(call);
        model.called(call.step(), item, holds, input);
        model.shape()
                .step(call.step())
                .orElseThrow()
                .account()
                .ifPresent(account -> lanes.called(call, account, this::holds));
        return holds;
    }

    void over(RunningCall call) {
        lanes.over(call);
    }

    /** Whether the caller has the task still. */
    private boolean holds(RunningCall call) {
        return tasks(call.execution()).stream()
                .anyMatch(task -> task.key().step().equals(call.step())
                        && task.place() == TaskRow.Place.OWNED
                        && Objects.equals(task.owner(), call.server().id()));
    }

    // --- at any time, and in the end ---------------------------------------------------------------------------------

    /** While nothing is on the stack. */
    void checkAtRest() {
        for (Server server : world.servers()) {
            if (server.up()) {
                expect(server.leakedSlots() == 0, server.name() + " has leaked slots: " + server.leakedSlots());
            }
        }
        ExecutionStore store = world.store().executions();
        store.unfinished(project(), 0, Integer.MAX_VALUE)
                .forEach(seen -> Doctor.look(seen)
                        .forEach(finding -> expect(
                                false, world.name(finding.execution()) + " is not healthy: " + finding.detail())));
        expect(store.strayTasks(project(), 1).isEmpty(), "tasks are left of what is over");
        world.store()
                .lanes()
                .miscounted(project(), 1)
                .forEach(count -> broken(
                        count.lane().key().id() + " counts " + count.lane().held() + " slots of " + count.holders()));
    }

    /** Once nothing is left to do. */
    void checkEnd() {
        for (Map.Entry<Long, ExecutionModel> execution : executions.entrySet()) {
            ExecutionRow row = row(execution.getKey());
            String name = world.name(row.id());
            expect(
                    row.status().ended(),
                    name + " never ends: it is " + row.status() + ", " + row.progress() + ", " + tasks(row.id()));
            calls.checkEnd(row, List.copyOf(shapes.values()));
            expect(tasks(row.id()).isEmpty(), name + " has ended and left tasks: " + tasks(row.id()));
        }
        started.forEach((event, ids) -> {
            Set<Long> expected = new TreeSet<>(ids);
            expected.addAll(replayed.getOrDefault(event, Set.of()));
            Set<Long> found = new TreeSet<>(world.store().executions().ofEvent(event).stream()
                    .map(ExecutionRow::id)
                    .toList());
            expect(found.equals(expected), "executions of " + world.trace().event(event) + " are lost");
        });
        lanes.checkEnd();
        answers.checkEnd();
        wordsTaken.forEach(note -> expect(words.containsKey(note), "a settlement is lost: " + note));
    }

    AnswersModel answers() {
        return answers;
    }

    CallsModel calls() {
        return calls;
    }

    Instant now() {
        return world.clock().instant();
    }

    /** Whether others are still to be told of the end of an execution. */
    boolean owesWord(long execution) {
        return tasks(execution).size() > stepTasks(execution).size();
    }

    String name(long execution) {
        return world.name(execution);
    }

    boolean hasEvent(String trace) {
        return eventsByTrace.containsKey(trace);
    }

    List<Long> executions() {
        return List.copyOf(executions.keySet());
    }

    List<Long> events() {
        return List.copyOf(started.keySet());
    }

    ExecutionModel model(long execution) {
        return Objects.requireNonNull(executions.get(execution), "an execution that was never begun");
    }

    ExecutionRow row(long execution) {
        return world.store().executions().find(execution).orElseThrow();
    }

    private List<TaskRow> tasks(long execution) {
        return world.store().executions().tasks(execution);
    }

    /** Without those that tell others of the end. */
    private List<TaskRow> stepTasks(long execution) {
        return tasks(execution).stream()
                .filter(task ->
                        !task.kind().equals("execution_ended") && !task.kind().equals("child_abandoned"))
                .toList();
    }

    static String project() {
        return EngineRows.PROJECT;
    }
}
