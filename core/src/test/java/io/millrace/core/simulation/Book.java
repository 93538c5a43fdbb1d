package io.millrace.core.simulation;

import io.millrace.core.blob.BlobRef;
import io.millrace.core.engine.EngineRows;
import io.millrace.core.execution.Doctor;
import io.millrace.core.execution.ExecutionStore;
import io.millrace.core.lane.LaneKey;
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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was stored and what people were told, compared. It sees every commit as the store took it, and every answer as its
 * receiver got it, and keeps the first contradiction.
 */
final class Book {
    private final World world;
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<Long, ExecutionModel> executions = new TreeMap<>();
    private final EventsModel events;
    private final LanesModel lanes = new LanesModel(this);
    private final CallsModel calls = new CallsModel(this);
    private final AnswersModel answers = new AnswersModel(this);
    private final SchedulesModel schedules = new SchedulesModel(this);
    private final Effects effects = new Effects();
    private final ReuseModel reuses = new ReuseModel(this);
    private @Nullable String broken;

    Book(World world) {
        this.world = world;
        events = new EventsModel(this, world);
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
        events.committed(batch);
        batch.newExecutions().forEach(this::begin);
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
        attempts.forEach((id, rows) -> model(id).changed(row(id), rows, stepTasks(id)));
        batch.newExecutions().forEach(row -> model(row.id()).begun(row, stepTasks(row.id())));
        lanes.committed(batch, now());
        answers.committed(batch);
        schedules.committed(batch);
        batch.newExecutions().forEach(row -> checkLimits(model(row.id()), false));
        batch.changedExecutions().forEach(row -> checkLimits(model(row.id()), true));
    }

    /**
     * What has begun in this commit must have been let in, and must have room beside the others.
     *
     * @param waited whether it was there before: then a version that limits nothing has perhaps let it in
     */
    private void checkLimits(ExecutionModel begun, boolean waited) {
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
            List<Integer> limits = shapes.values().stream()
                    .filter(shape -> shape.workflow().equals(begun.shape().workflow()))
                    .map(shape -> shape.flow().concurrency())
                    .toList();
            expect(
                    running <= Collections.max(limits) || (waited && limits.contains(0)),
                    running + " executions run at once in " + lane.id());
        });
    }

    /** Whether a version was published whose executions are not counted in a lane of their workflow. */
    boolean mayBeUncounted(LaneKey lane) {
        return shapes.values().stream()
                .filter(shape -> lane.scope().endsWith(":" + shape.workflow()))
                .anyMatch(shape -> !shape.flow().starts(shape.workflow(), 0).equals(Optional.of(lane)));
    }

    private void begin(ExecutionRow row) {
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
        events.checkEnd();
        lanes.checkEnd();
        answers.checkEnd();
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

    List<Long> executions() {
        return List.copyOf(executions.keySet());
    }

    EventsModel events() {
        return events;
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
                .filter(task -> !task.outlivesExecution())
                .toList();
    }

    static String project() {
        return EngineRows.PROJECT;
    }
}
