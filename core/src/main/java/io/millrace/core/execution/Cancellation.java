package io.millrace.core.execution;

import io.millrace.core.ledger.AttemptRow;
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
 * come to an end, after which the execution is over whatever the step does: its outcome is refused by its fence, and the journal
 * says that it was cut off.
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
            boolean crashed = false;
            for (TaskRow task : rows.tasksOf(execution)) {
                if (task.kind().equals(TaskRow.BEGIN)) {
                    changes.add(new Change.RemoveTask(task.key())); // nothing of it has begun, whoever has the task
                } else if (mayHaveCalled(task)) {
                    crashed = true;
                    if (task.place() == TaskRow.Place.PARKED) {
                        changes.add(new Change.SetTask(task.calledUp(now)));
                    }
                } else if (task.place() != TaskRow.Place.OWNED && !task.outlivesExecution()) {
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
            return new Decision<>(new Advanced(cancelling, List.of(), Optional.of(crashed ? now : bound)), changes);
        }

        /** A server died with it: whoever gets it next writes that down, and calls nothing. */
        private static boolean mayHaveCalled(TaskRow task) {
            return task.place() != TaskRow.Place.OWNED && task.doesStep() && task.crashes() > 0;
        }
    }

    /**
     * What a task of a step was doing, as far as nothing changes of it once its execution is being cancelled.
     *
     * @param item its number in the journal, 0 for the step itself
     * @param triesBefore how often it was tried before the task was made
     * @param unsafe whether a call of it that was cut off leaves a doubt
     */
    record UnderWay(TaskKey task, int item, int triesBefore, boolean unsafe) {}

    /**
     * The bound is over.
     *
     * @param task as it was claimed: a deadline of an earlier cancellation must not cut a later one short
     * @param underWay what is known of the tasks of the execution
     */
    record Deadline(TaskRow task, List<UnderWay> underWay, Instant now) implements Unit<Optional<Advanced>> {
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
            Progress progress = Progress.parseOrNone(row.progress());
            for (TaskRow left : rows.tasksOf(row.id())) {
                if (!left.outlivesExecution()) {
                    changes.add(new Change.RemoveTask(left.key()));
                    progress = cutOff(row, left, progress, changes);
                }
            }
            return new Decision<>(Optional.of(over(row, progress, now, changes)), changes);
        }

        /** Writes down what is cut off here: nobody else will, since its worker's outcome is refused from now on. */
        private Progress cutOff(ExecutionRow row, TaskRow left, Progress progress, List<Change> changes) {
            Optional<UnderWay> known = underWay.stream()
                    .filter(each -> each.task().equals(left.key()))
                    .filter(_ -> left.place() == TaskRow.Place.OWNED || left.crashes() > 0)
                    .findFirst();
            if (known.isEmpty()) {
                return progress;
            }
            int no = known.get().triesBefore() + left.tries() + 1;
            Verdict.Stop stop = left.place() == TaskRow.Place.OWNED
                    ? Verdict.Stop.cutOff(known.get().unsafe())
                    : Verdict.Stop.crashed(known.get().unsafe());
            Ending ending = Ending.of(stop);
            changes.add(new Change.AddAttempt(entry(row, left, known.get().item(), no, stop, ending)));
            return left.key().item() == 0
                    ? progress.with(left.key().step(), StepStatus.CANCELLED, no)
                    : progress.ended(left.key(), ending.status(), ending.errorClass());
        }

        private AttemptRow entry(ExecutionRow row, TaskRow left, int item, int no, Verdict.Stop stop, Ending ending) {
            Instant began = left.turnAt().isBefore(row.createdAt()) ? row.createdAt() : left.turnAt();
            return new AttemptRow(
                    row.id(),
                    left.key().step(),
                    item,
                    no,
                    row.revision() + 1,
                    ending.status().code(),
                    stop.errorClass().code(),
                    ending.decision().code(),
                    stop.reason(),
                    began.isBefore(now) ? began : now,
                    now,
                    null,
                    null,
                    null,
                    null);
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
        ExecutionRow cancelled =
                row.next(ExecutionStatus.CANCELLED, progress.over().text(), row.failure(), now);
        changes.add(new Change.SetExecution(cancelled));
        return new Advanced(cancelled, List.of(), Optional.empty());
    }
}
