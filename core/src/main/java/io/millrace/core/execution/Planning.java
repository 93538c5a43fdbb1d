package io.millrace.core.execution;

import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.Graph;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.PlannedStep;
import io.millrace.core.workflow.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is ready now and whether the execution has ended, and makes the tasks. Pure; used inside commits.
 *
 * <p>The main part runs first. When it has settled with a failed step, the failure part runs once; then the execution
 * ends. A step that waits for a time, or whose effect is unknown, keeps the execution waiting.
 */
final class Planning {
    /** The kind of task that runs a step. */
    static final String STEP = "step";

    private final Plan plan;
    private final Instant now;
    private final String trace;
    private final Ownership ownership;
    private final List<Change> changes = new ArrayList<>();
    private final List<TaskRow> handedOver = new ArrayList<>();
    private boolean madeReady;

    /**
     * Which new tasks this node takes at once.
     *
     * @param slots how many it has reserved a slot for
     */
    record Ownership(long node, int slots) {
        static final Ownership NONE = new Ownership(0, 0);
    }

    Planning(Plan plan, Instant now, String trace, Ownership ownership) {
        this.plan = plan;
        this.now = now;
        this.trace = trace;
        this.ownership = ownership;
    }

    /** The first tasks of a new execution. */
    Advanced begin(ExecutionRow created, List<Change> into) {
        Progress progress = settle(created, Progress.NONE);
        ExecutionStatus status = progress.live()
                ? handedOver.isEmpty() ? ExecutionStatus.QUEUED : ExecutionStatus.RUNNING
                : ExecutionStatus.SUCCEEDED;
        ExecutionRow row = created.next(status, progress.text(), null, status.ended() ? now : null);
        into.add(new Change.AddExecution(row));
        into.addAll(changes);
        return advanced(row);
    }

    /** What follows once a step has come further. */
    Advanced proceed(ExecutionRow locked, Progress changed, @Nullable String failure, List<Change> into) {
        Progress progress = settle(locked, changed);
        ExecutionStatus status = status(progress);
        ExecutionRow row = locked.next(status, progress.text(), failure, status.ended() ? now : null);
        into.add(new Change.SetExecution(row));
        into.addAll(changes);
        return advanced(row);
    }

    private Advanced advanced(ExecutionRow row) {
        return new Advanced(row, List.copyOf(handedOver), madeReady ? Optional.of(now) : Optional.empty());
    }

    private Progress settle(ExecutionRow row, Progress before) {
        Progress progress = start(row, plan.steps(), before);
        boolean mainEnded = Graph.settled(plan.steps(), progress.statuses());
        return mainEnded && failed(progress) ? start(row, plan.failureSteps(), progress) : progress;
    }

    private Progress start(ExecutionRow row, List<PlannedStep> part, Progress before) {
        Graph.Next next = Graph.next(part, before.statuses());
        Progress progress = before;
        for (String step : next.skipped()) {
            progress = progress.with(step, StepStatus.SKIPPED);
        }
        for (String step : next.ready()) {
            progress = progress.with(step, StepStatus.READY);
            addTask(row, new TaskKey(row.id(), step, 0), progress.of(step).tries());
        }
        return progress;
    }

    /** Begins with as many more items of a foreach step as may be under way. */
    Progress beginItems(ExecutionRow row, String step, Progress progress) {
        Fan fan = progress.fan(step);
        int room = plan.step(step)
                .flatMap(PlannedStep::foreach)
                .map(fan::room)
                .orElseThrow(() -> new IllegalStateException("the step " + step + " goes over no items"));
        for (int place = fan.next(); place < fan.next() + room; place++) {
            addTask(row, new TaskKey(row.id(), step, place + 1), 0);
        }
        return progress.with(step, fan.begun(room));
    }

    private void addTask(ExecutionRow row, TaskKey key, int tries) {
        TaskRow task = TaskRow.ready(key, STEP, row, turn(), trace).afterTries(tries);
        if (handedOver.size() < ownership.slots()) {
            task = task.ownedBy(ownership.node());
            handedOver.add(task);
        } else {
            madeReady = true;
        }
        changes.add(new Change.AddTask(task));
    }

    /** When a new task is due: now, or ahead of others. */
    private Instant turn() {
        return now.minus(plan.flow().spec().priority().headStart());
    }

    private boolean failed(Progress progress) {
        return plan.steps().stream().anyMatch(step -> progress.of(step.id()).status() == StepStatus.FAILED);
    }

    private ExecutionStatus status(Progress progress) {
        if (progress.live() || progress.any(StepStatus.UNKNOWN)) {
            return unfinished(progress);
        }
        return failed(progress) ? ExecutionStatus.FAILED : ExecutionStatus.SUCCEEDED;
    }

    /** Of an execution with steps that have not ended: whether any of them is to be done, or all wait. */
    static ExecutionStatus unfinished(Progress progress) {
        return progress.busy() ? ExecutionStatus.RUNNING : ExecutionStatus.WAITING;
    }

    /** How many steps may become ready when one ends, as far as is known before: for reserving slots. */
    static int fork(Plan plan, String step) {
        return (int) Stream.concat(plan.steps().stream(), plan.failureSteps().stream())
                .filter(other -> other.needs().contains(step))
                .count();
    }

    /** The {@code failure} that people and the failure part see. */
    static String failure(String step, String errorClass, String message) {
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put("step", step);
        failure.put("class", errorClass);
        failure.put("message", message);
        return Json.write(failure);
    }
}
