package io.millrace.core.execution;

import io.millrace.core.ledger.AttemptDecision;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.workflow.StepStatus;
import io.millrace.sdk.ErrorClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ends an execution that nobody can carry on, because the version it runs, or the step of a task, is gone, or because what
 * is stored of it cannot be read. Without a plan there is no failure part to run: the journal says why, and every task of it goes.
 *
 * @param task as it was claimed
 */
record Abandonment(TaskRow task, String reason, Instant now) implements Unit<Optional<Advanced>> {
    @Override
    public Locks locks() {
        return Locks.ofExecution(task.key().subject());
    }

    @Override
    public Decision<Optional<Advanced>> decide(Rows rows) {
        TaskRow held = Advance.fenced(rows, task);
        List<Change> changes = new ArrayList<>();
        rows.tasksOf(held.key().subject()).stream()
                .filter(left -> !left.outlivesExecution())
                .forEach(left -> changes.add(new Change.RemoveTask(left.key())));
        Optional<Advanced> ended = rows.execution(held.key().subject())
                .filter(row -> !row.status().ended())
                .map(row -> end(row, held, changes));
        return new Decision<>(ended, changes);
    }

    private Advanced end(ExecutionRow row, TaskRow held, List<Change> changes) {
        String step = held.key().step();
        Progress tried = Progress.parseOrNone(row.progress());
        if (!held.kind().equals(TaskRow.BEGIN)) {
            changes.add(new Change.AddAttempt(attempt(held, row.revision() + 1)));
            tried = tried.with(step, StepStatus.FAILED, held.tries() + 1);
        }
        Progress progress = tried.over();
        boolean cancelling = row.status() == ExecutionStatus.CANCELLING;
        String failure = Optional.ofNullable(row.failure())
                .orElseGet(() -> Planning.failure(step, ErrorClass.INTERNAL.code(), reason));
        ExecutionRow ended = row.next(
                cancelling ? ExecutionStatus.CANCELLED : ExecutionStatus.FAILED, progress.text(), failure, now);
        changes.add(new Change.SetExecution(ended));
        return new Advanced(ended, List.of(), Optional.empty());
    }

    private AttemptRow attempt(TaskRow held, int revision) {
        return new AttemptRow(
                held.key().subject(),
                held.key().step(),
                held.key().item(),
                held.tries() + 1,
                revision,
                StepStatus.FAILED.code(),
                ErrorClass.INTERNAL.code(),
                AttemptDecision.FAIL.code(),
                reason,
                now,
                now,
                null,
                null,
                null,
                null);
    }
}
