package io.millrace.core.execution;

import io.millrace.core.ledger.AttemptDecision;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.FenceLostException;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.ledger.VariableKey;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.StepStatus;
import io.millrace.sdk.ErrorClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records one try of a step and decides what follows, on locked rows: the journal entry, and the next tasks, the next try
 * or the end. The execution's row is locked, so two branches that end at the same instant on two nodes see each other.
 */
record Advance(Plan plan, StepRecord done, Planning.Ownership ownership) implements Unit<Advanced> {
    @Override
    public Locks locks() {
        Locks step = Locks.ofStep(done.task().key());
        return switch (done.verdict()) {
            case Verdict.Assign assign -> step.and(variable(assign));
            case Verdict.Start start -> step.and(Gate.lanes(start.call().gates()));
            default -> step;
        };
    }

    private VariableKey variable(Verdict.Assign assign) {
        return new VariableKey(done.task().project(), assign.name());
    }

    @Override
    public Decision<Advanced> decide(Rows rows) {
        TaskRow task = fenced(rows, done.task());
        ExecutionRow execution = rows.execution(task.key().subject())
                .orElseThrow(() -> new FenceLostException(task.key(), task.fence()));
        List<Change> changes = new ArrayList<>();
        boolean cancelling = execution.status() == ExecutionStatus.CANCELLING;
        Advanced advanced = switch (done.verdict()) {
            case Verdict.Retry retry when !cancelling -> retry(execution, task, retry, changes);
            case Verdict.Wait wait when !cancelling -> wait(execution, task, wait, null, changes);
            case Verdict.Start start when !cancelling -> start(execution, task, start, rows, changes);
            case Verdict.FanOut fanOut when !cancelling -> fanOut(execution, task, fanOut, changes);
            case Verdict.Assign assign
            when !cancelling -> {
                Assignment assignment = new Assignment(variable(assign), assign, done.finishedAt());
                yield new Advance(plan, done.with(assignment.decide(rows, changes)), ownership)
                        .end(execution, task, false, changes);
            }
            default -> end(execution, task, cancelling, changes);
        };
        return new Decision<>(advanced, changes);
    }

    /**
     * The task as it is now, if it is still held as it was claimed.
     *
     * @throws FenceLostException when it was given back, claimed by another or removed
     */
    static TaskRow fenced(Rows rows, TaskRow claimed) {
        return rows.task(claimed.key())
                .filter(row -> row.place() == TaskRow.Place.OWNED)
                .filter(row -> row.fence() == claimed.fence())
                .filter(row -> row.owner() != null && row.owner().equals(claimed.owner()))
                .orElseThrow(() -> new FenceLostException(claimed.key(), claimed.fence()));
    }

    private Advanced retry(ExecutionRow execution, TaskRow task, Verdict.Retry retry, List<Change> changes) {
        changes.add(new Change.AddAttempt(done.entry(execution.revision() + 1, retry.ending(), retry.at())));
        changes.add(new Change.SetTask(task.again(retry.at(), retry.counts())));
        return pause(execution, StepStatus.RETRYING, retry.at(), changes);
    }

    /** Starts another workflow, which is claimed from the store by whoever has a slot for it. */
    private Advanced start(ExecutionRow execution, TaskRow task, Verdict.Start start, Rows rows, List<Change> changes) {
        String step = task.key().step();
        int number = start.until().isPresent() ? task.tries() + 1 : 0;
        start.call().begin(execution, step, number, rows, done.finishedAt(), changes);
        Advanced advanced = start.until()
                .map(until -> wait(
                        execution,
                        task,
                        new Verdict.Wait(start.reason(), CallTry.TASK, until),
                        start.output(),
                        changes))
                .orElseGet(() -> new Advance(plan, done.with(new Verdict.Done("", start.output())), ownership)
                        .end(execution, task, false, changes));
        return new Advanced(advanced.execution(), advanced.handedOver(), Optional.of(done.finishedAt()));
    }

    /** The task becomes due when the waiting is over; until then it holds no slot. */
    private Advanced wait(
            ExecutionRow execution, TaskRow task, Verdict.Wait wait, @Nullable String output, List<Change> changes) {
        Ending ending = new Ending(AttemptDecision.WAIT, StepStatus.WAITING, null, output);
        changes.add(new Change.AddAttempt(done.entry(execution.revision() + 1, ending, wait.until())));
        changes.add(new Change.SetTask(task.waiting(wait.kind(), wait.until())));
        return pause(execution, StepStatus.WAITING, wait.until(), changes);
    }

    private Advanced pause(ExecutionRow execution, StepStatus status, Instant until, List<Change> changes) {
        Progress progress =
                Progress.parse(execution.progress()).with(done.task().key().step(), status, done.no());
        ExecutionRow row = execution.next(Planning.unfinished(progress), progress.text(), execution.failure(), null);
        changes.add(new Change.SetExecution(row));
        return new Advanced(row, List.of(), Optional.of(until));
    }

    /** The task makes room for those of the first items. */
    private Advanced fanOut(ExecutionRow execution, TaskRow task, Verdict.FanOut fanOut, List<Change> changes) {
        Ending ending = new Ending(AttemptDecision.FOREACH, StepStatus.RUNNING, null, null);
        changes.add(new Change.AddAttempt(done.entry(execution.revision() + 1, ending)));
        changes.add(new Change.RemoveTask(task.key()));
        fanOut.chunks().forEach(chunk -> changes.add(new Change.AddChunk(chunk)));
        String step = task.key().step();
        Planning planning = new Planning(plan, done.finishedAt(), task.trace(), ownership);
        Progress progress = Progress.parse(execution.progress())
                .with(step, StepStatus.RUNNING, done.no())
                .with(step, fanOut.fan());
        progress = planning.beginItems(execution, step, progress);
        return planning.proceed(execution, progress, execution.failure(), changes);
    }

    private Advanced end(ExecutionRow execution, TaskRow task, boolean cancelling, List<Change> changes) {
        String step = task.key().step();
        Verdict verdict = cancelling ? done.verdict() : unasked(done.verdict());
        Ending ending = Ending.of(verdict);
        done.with(verdict).end(execution.revision() + 1, ending, changes);
        changes.add(new Change.RemoveTask(task.key()));
        Progress progress = Progress.parse(execution.progress()).with(step, ending.status(), done.no());
        if (cancelling) {
            return Cancellation.stopped(execution, progress, done.finishedAt(), changes);
        }
        String failure = execution.failure();
        if (failure == null && verdict instanceof Verdict.Fail fail) {
            failure = Planning.failure(step, fail.errorClass().code(), fail.message());
        }
        return new Planning(plan, done.finishedAt(), task.trace(), ownership)
                .proceed(execution, progress, failure, changes);
    }

    /** A tool that stops although nobody asked for it has failed, or the execution would count as succeeded. */
    static Verdict unasked(Verdict verdict) {
        return verdict instanceof Verdict.Stop stop
                ? new Verdict.Fail(ErrorClass.CANCELLED, stop.reason(), stop.reason())
                : verdict;
    }
}
