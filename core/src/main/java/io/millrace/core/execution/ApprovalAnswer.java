package io.millrace.core.execution;

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
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.PlannedStep.PlannedApproval;
import io.millrace.core.workflow.StepStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * A person's answer ends the waiting of an approval: its task goes, so whoever comes later finds none, be it another person
 * or the timeout. A node that has claimed the task because it is due loses its fence.
 */
record ApprovalAnswer(
        long execution,
        Plan plan,
        PlannedApproval approval,
        String step,
        Approval answer,
        String trace,
        Planning.Ownership ownership)
        implements Unit<Advanced> {
    @Override
    public Locks locks() {
        return Locks.ofExecution(execution);
    }

    @Override
    public Decision<Advanced> decide(Rows rows) {
        ExecutionRow row = rows.execution(execution)
                .orElseThrow(() -> MillraceException.notFound("execution", Ids.text("exe", execution)));
        Progress progress = Progress.parse(row.progress());
        TaskKey key = new TaskKey(execution, step, 0);
        boolean open = row.status() != ExecutionStatus.CANCELLING
                && progress.of(step).status() == StepStatus.WAITING
                && rows.task(key)
                        .map(TaskRow::kind)
                        .filter(Approval.TASK::equals)
                        .isPresent();
        if (!open) {
            throw new MillraceException(
                    ErrorCode.ILLEGAL_TRANSITION,
                    "The step '" + step + "' of the execution " + Ids.text("exe", execution)
                            + " does not wait for an answer: it is "
                            + progress.of(step).status().code() + ", and the execution is "
                            + row.status().code() + ". Somebody else may have answered first.");
        }
        List<Change> changes = new ArrayList<>();
        boolean fails = answer.fails(approval.onReject());
        StepStatus status = fails ? StepStatus.FAILED : StepStatus.SUCCEEDED;
        int number = progress.of(step).tries() + 1;
        changes.add(new Change.AddAttempt(journal(row, number, status)));
        changes.add(new Change.RemoveTask(key));
        String failure = row.failure();
        if (failure == null && fails) {
            failure = Planning.failure(step, Approval.REJECTED.code(), answer.told());
        }
        Advanced advanced = new Planning(plan, answer.at(), trace, ownership)
                .proceed(row, progress.with(step, status, number), failure, changes);
        return new Decision<>(advanced, changes);
    }

    private AttemptRow journal(ExecutionRow row, int number, StepStatus status) {
        return new AttemptRow(
                execution,
                step,
                0,
                number,
                row.revision() + 1,
                status.code(),
                status == StepStatus.FAILED ? Approval.REJECTED.code() : null,
                (answer.approved() ? AttemptDecision.APPROVE : AttemptDecision.REJECT).code(),
                answer.told(),
                answer.at(),
                answer.at(),
                null,
                null,
                null,
                answer.output());
    }
}
