package io.millrace.core.simulation;

import io.millrace.core.ledger.ExecutionStatus;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which status of an execution may follow which, as the manual tells it. */
final class LegalMoves {
    private static final Map<ExecutionStatus, Set<ExecutionStatus>> LEGAL = Map.of(
            ExecutionStatus.QUEUED,
            Set.of(ExecutionStatus.RUNNING, ExecutionStatus.SUCCEEDED, ExecutionStatus.CANCELLED),
            ExecutionStatus.RUNNING,
            Set.of(
                    ExecutionStatus.RUNNING,
                    ExecutionStatus.WAITING,
                    ExecutionStatus.CANCELLING,
                    ExecutionStatus.SUCCEEDED,
                    ExecutionStatus.FAILED,
                    ExecutionStatus.CANCELLED),
            ExecutionStatus.WAITING,
            Set.of(
                    ExecutionStatus.RUNNING,
                    ExecutionStatus.WAITING,
                    ExecutionStatus.CANCELLING,
                    ExecutionStatus.SUCCEEDED,
                    ExecutionStatus.FAILED,
                    ExecutionStatus.CANCELLED),
            ExecutionStatus.CANCELLING,
            Set.of(ExecutionStatus.CANCELLING, ExecutionStatus.CANCELLED),
            ExecutionStatus.SUCCEEDED,
            Set.of(),
            ExecutionStatus.FAILED,
            Set.of(ExecutionStatus.QUEUED, ExecutionStatus.RUNNING, ExecutionStatus.SUCCEEDED),
            ExecutionStatus.CANCELLED,
            Set.of(ExecutionStatus.QUEUED, ExecutionStatus.RUNNING, ExecutionStatus.SUCCEEDED));

    private LegalMoves() {}

    static boolean allow(ExecutionStatus before, ExecutionStatus after) {
        return Objects.requireNonNull(LEGAL.get(before)).contains(after);
    }
}
