package io.millrace.core.execution;

import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.StepStatus;
import io.millrace.sdk.ErrorClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts an execution and its tasks right, on locked rows: what was seen before may have mended itself meanwhile.
 *
 * @param plan empty when the version is gone
 * @param waits for steps that wait or are to be tried again, what their task was
 */
record Mending(long execution, Optional<Plan> plan, Map<String, Due> waits, Instant now, String trace)
        implements Unit<Mending.Mended> {
    /** What a task was due for. */
    record Due(String kind, Instant at) {}

    /**
     * What was put right.
     *
     * @param advanced the execution, if it was changed itself
     */
    record Mended(List<Checkup.Sign> signs, Optional<Advanced> advanced) {}

    @Override
    public Locks locks() {
        return Locks.ofExecution(execution);
    }

    @Override
    public Decision<Mended> decide(Rows rows) {
        Optional<ExecutionRow> row = rows.execution(execution);
        Checkup checkup = new Checkup(row, rows.tasksOf(execution));
        List<Checkup.Sign> signs = checkup.signs();
        List<Change> changes = new ArrayList<>();
        if (signs.isEmpty()) {
            return new Decision<>(new Mended(signs, Optional.empty()), changes);
        }
        Optional<Advanced> advanced =
                row.filter(found -> !found.status().ended()).map(found -> carryOn(found, checkup, changes));
        if (advanced.isEmpty()) {
            dropAll(checkup, changes);
        }
        return new Decision<>(new Mended(signs, advanced), changes);
    }

    private static void dropAll(Checkup checkup, List<Change> changes) {
        checkup.tasks().forEach(task -> changes.add(new Change.RemoveTask(task.key())));
    }

    private Advanced carryOn(ExecutionRow row, Checkup checkup, List<Change> changes) {
        Optional<Progress> readable = checkup.progress();
        if (readable.isEmpty()) {
            return giveUp(row, checkup, "What was stored of its steps could not be read.", changes);
        }
        return carryOn(row, checkup, readable.get(), changes);
    }

    private Advanced carryOn(ExecutionRow row, Checkup checkup, Progress progress, List<Change> changes) {
        List<TaskRow> stray = checkup.strayTasks(progress);
        if (row.status() == ExecutionStatus.CANCELLING) {
            if (stray.size() == checkup.tasks().size()) {
                dropAll(checkup, changes);
                return Cancellation.over(row, progress, now, changes);
            }
        } else if (!progress.live() && !progress.any(StepStatus.UNKNOWN)) {
            dropAll(checkup, changes);
            if (row.status() == ExecutionStatus.QUEUED) {
                return beginAgain(row, changes);
            }
            return plan.map(known -> new Planning(known, now, trace, Planning.Ownership.NONE)
                            .proceed(row, progress, row.failure(), changes))
                    .orElseGet(() -> giveUp(row, checkup, "The version it ran is gone.", changes));
        }
        stray.forEach(task -> changes.add(new Change.RemoveTask(task.key())));
        Progress mended =
                row.status() == ExecutionStatus.CANCELLING ? progress : makeLost(row, checkup, progress, changes);
        ExecutionRow next = row.next(row.status(), mended.text(), row.failure(), null);
        changes.add(new Change.SetExecution(next));
        return new Advanced(next, List.of(), Optional.of(now));
    }

    /** It waited for its turn, and nothing would ever have let it begin: it asks anew. */
    private Advanced beginAgain(ExecutionRow row, List<Change> changes) {
        ExecutionRow next = row.next(row.status(), row.progress(), row.failure(), null);
        changes.add(new Change.SetExecution(next));
        changes.add(new Change.AddTask(TaskRow.ready(BeginRunner.key(row.id()), TaskRow.BEGIN, row, now, trace)));
        return new Advanced(next, List.of(), Optional.of(now));
    }

    private Progress makeLost(ExecutionRow row, Checkup checkup, Progress before, List<Change> changes) {
        Progress progress = before;
        for (String step : checkup.lostSteps(before)) {
            if (Checkup.amongItems(before.of(step))) {
                dropItems(checkup, step, changes);
                progress = progress.idle(step);
            }
            changes.add(new Change.AddTask(task(row, step, progress)));
        }
        return progress;
    }

    /** Which items are left is found out anew, from the journal. */
    private static void dropItems(Checkup checkup, String step, List<Change> changes) {
        checkup.tasks().stream()
                .filter(task -> task.key().step().equals(step) && task.key().item() > 0)
                .forEach(task -> changes.add(new Change.RemoveTask(task.key())));
    }

    /** Due when the old one was; its fence grows with the execution's revision, so that the old one's worker is refused. */
    private TaskRow task(ExecutionRow row, String step, Progress progress) {
        Due due = waits.getOrDefault(step, new Due(Planning.STEP, now));
        return TaskRow.ready(new TaskKey(row.id(), step, 0), due.kind(), row, due.at(), trace)
                .afterTries(progress.of(step).tries());
    }

    private Advanced giveUp(ExecutionRow row, Checkup checkup, String why, List<Change> changes) {
        dropAll(checkup, changes);
        boolean cancelling = row.status() == ExecutionStatus.CANCELLING;
        Progress ended = Progress.parseOrNone(row.progress()).over();
        String failure = Optional.ofNullable(row.failure())
                .orElseGet(() -> Planning.failure("", ErrorClass.INTERNAL.code(), why));
        ExecutionRow next =
                row.next(cancelling ? ExecutionStatus.CANCELLED : ExecutionStatus.FAILED, ended.text(), failure, now);
        changes.add(new Change.SetExecution(next));
        return new Advanced(next, List.of(), Optional.empty());
    }
}
