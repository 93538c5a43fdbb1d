package io.millrace.core.execution;

import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ending an execution before its time. What waits is dropped at once; what runs is interrupted and has {@link #BOUND} to
 * come to an end, after which the execution is over whatever the step does: its outcome is refused by its fence.
 */
final class Cancellation {
    /** How long a running step may take to stop. */
    static final Duration BOUND = Duration.ofSeconds(30);

    /** The kind of task that ends a cancelled execution when its bound is over. */
    static final String DEADLINE = "cancel";

    private Cancellation() {}

    private static TaskKey deadline(long execution) {
        return new TaskKey(execution, "", 0);
    }

    /** Somebody asks for the end. Asking twice changes nothing. */
    record Request(String project, long execution, Instant now, String trace) implements Unit<Advanced> {
        @Override
        public Locks locks() {
            return Locks.ofExecution(execution);
        }

        @Override
        public Decision<Advanced> decide(Rows rows) {
            ExecutionRow row = rows.execution(execution)
                    .filter(found -> found.project().equals(project))
                    .orElseThrow(() -> MillraceException.notFound("execution", Ids.text("exe", execution)));
            List<Change> changes = new ArrayList<>();
            if (row.status() == ExecutionStatus.CANCELLING || row.status() == ExecutionStatus.CANCELLED) {
                return new Decision<>(new Advanced(row, List.of(), Optional.empty()), changes);
            }
            Progress progress = Progress.parseOrNone(row.progress());
            for (TaskRow task : rows.tasksOf(execution)) {
                if (task.kind().equals(TaskRow.BEGIN)) {
                    changes.add(new Change.RemoveTask(task.key())); // nothing of it has begun, whoever has the task
                } else if (task.place() != TaskRow.Place.OWNED && !Aftermath.is(task)) {
                    changes.add(new Change.RemoveTask(task.key()));
                    progress = progress.cancelled(task.key());
                }
            }
            progress = progress.map(status -> status == StepStatus.UNKNOWN ? StepStatus.CANCELLED : status);
            if (!progress.live()) {
                return new Decision<>(over(row, progress, now, changes), changes);
            }
            ExecutionRow cancelling = row.next(ExecutionStatus.CANCELLING, progress.text(), row.failure(), null);
            changes.add(new Change.SetExecution(cancelling));
            Instant bound = now.plus(BOUND);
            changes.add(new Change.AddTask(TaskRow.ready(deadline(execution), DEADLINE, row, bound, trace)));
            return new Decision<>(new Advanced(cancelling, List.of(), Optional.of(bound)), changes);
        }
    }

    /**
     * The bound is over.
     *
     * @param task as it was claimed: a deadline of an earlier cancellation must not cut a later one short
     */
    record Deadline(TaskRow task, Instant now) implements Unit<Optional<Advanced>> {
        @Override
        public Locks locks() {
            return Locks.ofExecution(task.key().subject());
        }

        @Override
        public Decision<Optional<Advanced>> decide(Rows rows) {
            Advance.fenced(rows, task);
            List<Change> changes = new ArrayList<>();
            Optional<ExecutionRow> cancelling =
                    rows.execution(task.key().subject()).filter(row -> row.status() == ExecutionStatus.CANCELLING);
            if (cancelling.isEmpty()) {
                changes.add(new Change.RemoveTask(task.key()));
                return new Decision<>(Optional.empty(), changes);
            }
            ExecutionRow row = cancelling.get();
            rows.tasksOf(row.id()).stream()
                    .filter(left -> !Aftermath.is(left))
                    .forEach(left -> changes.add(new Change.RemoveTask(left.key())));
            Progress progress = Progress.parseOrNone(row.progress());
            return new Decision<>(Optional.of(over(row, progress, now, changes)), changes);
        }
    }

    /** A step of a cancelled execution has come to its end. */
    static Advanced stopped(ExecutionRow row, Progress progress, Instant now, List<Change> changes) {
        if (!progress.live()) {
            changes.add(new Change.RemoveTask(deadline(row.id())));
            return over(row, progress, now, changes);
        }
        ExecutionRow still = row.next(ExecutionStatus.CANCELLING, progress.text(), row.failure(), null);
        changes.add(new Change.SetExecution(still));
        return new Advanced(still, List.of(), Optional.empty());
    }

    /** Ends it now. */
    static Advanced over(ExecutionRow row, Progress progress, Instant now, List<Change> changes) {
        Progress ended = progress.map(status -> status.settled() ? status : StepStatus.CANCELLED);
        ExecutionRow cancelled = row.next(ExecutionStatus.CANCELLED, ended.text(), row.failure(), now);
        changes.add(new Change.SetExecution(cancelled));
        return new Advanced(cancelled, List.of(), Optional.empty());
    }
}
