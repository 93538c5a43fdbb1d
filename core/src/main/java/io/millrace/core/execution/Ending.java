package io.millrace.core.execution;

import io.millrace.core.ledger.AttemptDecision;
import io.millrace.core.workflow.StepStatus;
import io.millrace.sdk.ErrorClass;
import org.jspecify.annotations.Nullable;

/**
 * How a try is written down after which there is no other: as what its verdict says, or as stopped, where the verdict would
 * have gone on and the execution is being cancelled.
 *
 * @param output JSON text
 */
record Ending(
        AttemptDecision decision,
        StepStatus status,
        @Nullable ErrorClass errorClass,
        @Nullable String output) {
    static Ending of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Done done -> new Ending(AttemptDecision.DONE, StepStatus.SUCCEEDED, null, done.output());
            case Verdict.Reuse reuse -> new Ending(AttemptDecision.REUSE, StepStatus.SUCCEEDED, null, reuse.output());
            case Verdict.Skip _ -> new Ending(AttemptDecision.SKIP, StepStatus.SKIPPED, null, null);
            case Verdict.Fail fail ->
                new Ending(AttemptDecision.FAIL, StepStatus.FAILED, fail.errorClass(), fail.output());
            case Verdict.Ask ask -> new Ending(AttemptDecision.ASK, StepStatus.UNKNOWN, ask.errorClass(), null);
            case Verdict.Stop stop
            when stop.unknown() -> new Ending(AttemptDecision.STOP, StepStatus.UNKNOWN, stop.errorClass(), null);
            case Verdict.Stop stop -> stopped(stop.errorClass());
            case Verdict.Retry retry
            when retry.inDoubt() -> new Ending(AttemptDecision.STOP, StepStatus.UNKNOWN, retry.errorClass(), null);
            case Verdict.Retry retry -> stopped(retry.errorClass());
            case Verdict.Assign _, Verdict.Wait _, Verdict.Start _, Verdict.FanOut _ -> stopped(null);
        };
    }

    private static Ending stopped(@Nullable ErrorClass errorClass) {
        return new Ending(AttemptDecision.STOP, StepStatus.CANCELLED, errorClass, null);
    }
}
