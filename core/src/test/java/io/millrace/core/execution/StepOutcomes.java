package io.millrace.core.execution;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.StepStatus;
import io.millrace.sdk.ErrorClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The units by which a worker records what came of a step, for tests that let workers meet in a store. */
public final class StepOutcomes {
    private StepOutcomes() {}

    public static Unit<?> success(Plan plan, TaskRow claimed) {
        return outcome(plan, claimed, new Verdict.Done("", "{}"));
    }

    public static Unit<?> retry(Plan plan, TaskRow claimed, Instant at) {
        return outcome(plan, claimed, new Verdict.Retry(ErrorClass.NETWORK, "again", at, true));
    }

    private static Unit<?> outcome(Plan plan, TaskRow claimed, Verdict verdict) {
        StepRecord done = new StepRecord(
                claimed, 0, claimed.tries() + 1, verdict, EngineRows.T0, EngineRows.T0, "{}", null, Optional.empty());
        return new Advance(plan, done, Planning.Ownership.NONE);
    }

    /** An execution of which the given steps are ready. */
    public static ExecutionRow executionWith(long id, List<String> readySteps) {
        Progress progress = Progress.NONE;
        for (String step : readySteps) {
            progress = progress.with(step, StepStatus.READY, 0);
        }
        ExecutionRow row = EngineRows.anExecution(id);
        return row.next(ExecutionStatus.RUNNING, progress.text(), null, null);
    }
}
