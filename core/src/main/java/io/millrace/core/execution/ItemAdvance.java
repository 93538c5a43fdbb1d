package io.millrace.core.execution;

import io.millrace.core.ledger.AttemptDecision;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.FenceLostException;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records one try of one item of a foreach step and decides what follows, on locked rows: its next try, the next items, or,
 * with the last of them, the end of the step and what comes behind it.
 */
record ItemAdvance(Plan plan, StepRecord done, Planning.Ownership ownership) implements Unit<Advanced> {
    @Override
    public Locks locks() {
        return Locks.ofStep(done.task().key());
    }

    @Override
    public Decision<Advanced> decide(Rows rows) {
        TaskRow task = Advance.fenced(rows, done.task());
        ExecutionRow execution = rows.execution(task.key().subject())
                .orElseThrow(() -> new FenceLostException(task.key(), task.fence()));
        List<Change> changes = new ArrayList<>();
        boolean cancelling = execution.status() == ExecutionStatus.CANCELLING;
        Advanced advanced = done.verdict() instanceof Verdict.Retry retry && !cancelling
                ? retry(execution, task, retry, changes)
                : end(execution, task, cancelling, changes);
        return new Decision<>(advanced, changes);
    }

    /** The item keeps its place among those under way. */
    private Advanced retry(ExecutionRow execution, TaskRow task, Verdict.Retry retry, List<Change> changes) {
        changes.add(new Change.AddAttempt(done.entry(execution.revision() + 1, retry.ending(), retry.at())));
        changes.add(new Change.SetTask(task.again(retry.at(), retry.counts())));
        ExecutionRow row = execution.next(ExecutionStatus.RUNNING, execution.progress(), execution.failure(), null);
        changes.add(new Change.SetExecution(row));
        return new Advanced(row, List.of(), Optional.of(retry.at()));
    }

    private Advanced end(ExecutionRow execution, TaskRow task, boolean cancelling, List<Change> changes) {
        Verdict verdict = cancelling ? done.verdict() : Advance.unasked(done.verdict());
        Ending ending = Ending.of(verdict);
        done.with(verdict).end(execution.revision() + 1, ending, changes);
        changes.add(new Change.RemoveTask(task.key()));
        Progress before = Progress.parse(execution.progress());
        if (cancelling) {
            Progress stopped = before.ended(task.key(), ending.status(), ending.errorClass());
            return Cancellation.stopped(execution, stopped, done.finishedAt(), changes);
        }
        String step = task.key().step();
        Planning planning = new Planning(plan, done.finishedAt(), task.trace(), ownership);
        Progress progress = planning.beginItems(
                execution, step, before.with(step, before.fan(step).ended(ending.status(), ending.errorClass())));
        if (progress.fan(step).live() == 0) {
            progress = over(execution, progress, changes);
        }
        return planning.proceed(execution, progress, failure(execution, progress.fan(step), verdict), changes);
    }

    /** The first item that fails says why the execution does. */
    private @Nullable String failure(ExecutionRow execution, Fan fan, Verdict verdict) {
        return execution.failure() == null && verdict instanceof Verdict.Fail fail
                ? Planning.failure(
                        done.task().key().step(),
                        fail.errorClass().code(),
                        "The item at index " + (done.item() - 1) + " of " + fan.items() + ": " + fail.message())
                : execution.failure();
    }

    /** Nothing of the step is left to be done: writes the entry that ends it. */
    private Progress over(ExecutionRow execution, Progress progress, List<Change> changes) {
        String step = done.task().key().step();
        Fan fan = progress.fan(step);
        StepStatus status = fan.outcome();
        int no = progress.of(step).tries() + 1;
        changes.add(new Change.AddAttempt(summary(execution, fan, status, no)));
        return progress.with(step, status, no);
    }

    private AttemptRow summary(ExecutionRow execution, Fan fan, StepStatus status, int no) {
        Instant now = done.finishedAt();
        return new AttemptRow(
                execution.id(),
                done.task().key().step(),
                0,
                no,
                execution.revision() + 1,
                status.code(),
                fan.cause().isEmpty() ? null : fan.cause(),
                decision(status).code(),
                status == StepStatus.SUCCEEDED ? "" : told(fan),
                now,
                now,
                null,
                null,
                null,
                Json.write(counts(fan)));
    }

    private static AttemptDecision decision(StepStatus status) {
        return switch (status) {
            case FAILED -> AttemptDecision.FAIL;
            case UNKNOWN -> AttemptDecision.ASK;
            default -> AttemptDecision.DONE;
        };
    }

    private static String told(Fan fan) {
        List<String> parts = new ArrayList<>();
        if (fan.failed() > 0) {
            parts.add(fan.failed() + " failed");
        }
        if (fan.unknown() > 0) {
            parts.add(fan.unknown() + " may or may not have happened");
        }
        int untouched = fan.size() - fan.next();
        if (untouched > 0) {
            parts.add(untouched + " were not begun");
        }
        return "Of " + fan.items() + " items " + String.join(", ", parts) + ".";
    }

    /** What the step gives, but for the outputs of its items, which are in the journal. */
    static Map<String, Object> counts(Fan fan) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("count", (long) fan.items());
        counts.put("succeeded", (long) fan.succeeded());
        counts.put("failed", (long) fan.failed());
        return counts;
    }
}
