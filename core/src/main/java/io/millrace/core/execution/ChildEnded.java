package io.millrace.core.execution;

import io.millrace.core.ledger.Ancestry;
import io.millrace.core.ledger.AttemptDecision;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The end of a called workflow ends the waiting of the step that called it: its task goes, so whoever comes later finds none, be
 * it a second telling of this end or the timeout. A node that has claimed the task because it is due loses its fence.
 *
 * <p>A step that does not wait any more, or waits for a later call, is left alone.
 */
record ChildEnded(
        Ancestry.Parent parent, Plan plan, ExecutionEnd ending, Instant now, String trace, Planning.Ownership ownership)
        implements Unit<Optional<Advanced>> {
    @Override
    public Locks locks() {
        return Locks.ofExecution(parent.execution());
    }

    @Override
    public Decision<Optional<Advanced>> decide(Rows rows) {
        List<Change> changes = new ArrayList<>();
        Optional<Advanced> advanced = rows.execution(parent.execution())
                .filter(row -> waits(row, rows))
                .map(row -> goOn(row, changes));
        return new Decision<>(advanced, changes);
    }

    private TaskKey key() {
        return new TaskKey(parent.execution(), parent.step(), 0);
    }

    private boolean waits(ExecutionRow row, Rows rows) {
        Progress.Entry entry = Progress.parse(row.progress()).of(parent.step());
        return row.status() != ExecutionStatus.CANCELLING
                && entry.status() == StepStatus.WAITING
                && entry.tries() == parent.number()
                && rows.task(key())
                        .map(TaskRow::kind)
                        .filter(CallTry.TASK::equals)
                        .isPresent();
    }

    private Advanced goOn(ExecutionRow row, List<Change> changes) {
        int number = parent.number() + 1;
        StepStatus status = ending.succeeded() ? StepStatus.SUCCEEDED : StepStatus.FAILED;
        changes.add(new Change.AddAttempt(journal(row, number, status)));
        changes.add(new Change.RemoveTask(key()));
        String failure = row.failure();
        if (failure == null && !ending.succeeded()) {
            failure = Planning.failure(parent.step(), ending.errorClass(), ending.message());
        }
        return new Planning(plan, now, trace, ownership)
                .proceed(row, Progress.parse(row.progress()).with(parent.step(), status, number), failure, changes);
    }

    private AttemptRow journal(ExecutionRow row, int number, StepStatus status) {
        return new AttemptRow(
                parent.execution(),
                parent.step(),
                0,
                number,
                row.revision() + 1,
                status.code(),
                ending.succeeded() ? null : ending.errorClass(),
                (ending.succeeded() ? AttemptDecision.DONE : AttemptDecision.FAIL).code(),
                ending.message(),
                now,
                now,
                null,
                null,
                null,
                Json.write(ending.output()));
    }
}
