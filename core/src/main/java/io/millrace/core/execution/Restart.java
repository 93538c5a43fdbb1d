package io.millrace.core.execution;

import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.Graph;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.PlannedStep;
import io.millrace.core.workflow.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A failed or cancelled execution again, from where it stopped, on its own version. Steps that succeeded keep their
 * outputs; those that failed, were cancelled or are unknown run again, and so do the steps that were skipped because of
 * them. The failure part starts anew if it is needed again.
 *
 * @param seen the execution as it was when somebody asked for this
 */
record Restart(ExecutionRow seen, Plan plan, Instant now, String trace, Planning.Ownership ownership)
        implements Unit<Advanced> {
    @Override
    public Locks locks() {
        return Locks.ofExecution(seen.id());
    }

    @Override
    public Decision<Advanced> decide(Rows rows) {
        ExecutionRow row = rows.execution(seen.id())
                .orElseThrow(() -> MillraceException.notFound("execution", Ids.text("exe", seen.id())));
        if (doneBefore(row, rows)) {
            return new Decision<>(new Advanced(row, List.of(), Optional.empty()), List.of());
        }
        if (!stopped(row)) {
            throw new MillraceException(
                    ErrorCode.ILLEGAL_TRANSITION,
                    "The execution " + Ids.text("exe", row.id()) + " is "
                            + row.status().code()
                            + ". Only failed and cancelled executions, and waiting ones with a step that is 'unknown',"
                            + " can be restarted; to run a succeeded one again, replay it.");
        }
        List<Change> changes = new ArrayList<>();
        return new Decision<>(proceed(row, changes), changes);
    }

    /**
     * Whether an earlier commit of this unit was done and its answer lost: the row is what this makes of the one that was
     * seen, and its tasks came of the same request. What that commit handed over is found by the sweep.
     */
    private boolean doneBefore(ExecutionRow row, Rows rows) {
        return stopped(seen)
                && row.equals(proceed(seen, new ArrayList<>()).execution())
                && rows.tasksOf(row.id()).stream().anyMatch(task -> task.trace().equals(trace));
    }

    private Advanced proceed(ExecutionRow row, List<Change> changes) {
        if (row.status().ended() && plan.flow().limits()) {
            return queue(row, changes);
        }
        return new Planning(plan, now, trace, ownership).proceed(row, reset(plan, row), null, changes);
    }

    /** It gave its slot back when it ended, and has to pass the gates again. */
    private Advanced queue(ExecutionRow row, List<Change> changes) {
        ExecutionRow queued =
                row.inLane(null).next(ExecutionStatus.QUEUED, reset(plan, row).text(), null, null);
        changes.add(new Change.SetExecution(queued));
        changes.add(new Change.AddTask(TaskRow.ready(BeginRunner.key(row.id()), TaskRow.BEGIN, row, now, trace)));
        return new Advanced(queued, List.of(), Optional.of(now));
    }

    private static boolean stopped(ExecutionRow row) {
        return row.status() == ExecutionStatus.FAILED
                || row.status() == ExecutionStatus.CANCELLED
                || (row.status() == ExecutionStatus.WAITING
                        && Progress.parse(row.progress()).any(StepStatus.UNKNOWN));
    }

    /** How many steps become ready at once, as far as the row tells before it is locked: for reserving slots. */
    static int firstTasks(Plan plan, ExecutionRow row) {
        return Graph.next(plan.steps(), reset(plan, row).statuses()).ready().size();
    }

    private static Progress reset(Plan plan, ExecutionRow row) {
        Progress again = Progress.parse(row.progress()).map(status -> runsAgain(status) ? StepStatus.PENDING : status);
        for (PlannedStep step : plan.failureSteps()) {
            again = again.with(step.id(), StepStatus.PENDING);
        }
        return resetSkipped(plan, again);
    }

    private static boolean runsAgain(StepStatus status) {
        return switch (status) {
            case FAILED, CANCELLED, UNKNOWN -> true;
            case PENDING, READY, RUNNING, RETRYING, WAITING, SUCCEEDED, SKIPPED -> false;
        };
    }

    /** A skipped step that needs one that runs again is decided again; steps stand behind what they need in no order. */
    private static Progress resetSkipped(Plan plan, Progress progress) {
        Progress result = progress;
        boolean moved = true;
        while (moved) {
            moved = false;
            Map<String, StepStatus> statuses = result.statuses();
            for (PlannedStep step : plan.steps()) {
                boolean skipped = statuses.get(step.id()) == StepStatus.SKIPPED;
                if (skipped && step.needs().stream().anyMatch(need -> pending(statuses, need))) {
                    result = result.with(step.id(), StepStatus.PENDING);
                    moved = true;
                }
            }
        }
        return result;
    }

    private static boolean pending(Map<String, StepStatus> statuses, String step) {
        return statuses.getOrDefault(step, StepStatus.PENDING) == StepStatus.PENDING;
    }
}
