package io.millrace.core.execution;

import io.millrace.core.ledger.Ancestry;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.shared.Ids;
import io.millrace.core.workflow.Listening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one execution's fate means for others, made durable with it, whichever unit decided it: an end that a step or a
 * workflow waits for leaves a task that tells them, and a step that waits no longer for the workflow it called leaves one that
 * cancels it. Whoever waits for nobody leaves nothing.
 *
 * <p>These tasks belong to an execution and to none of its steps: they stay when it ends, and when it is cancelled.
 */
record Aftermath<R>(Unit<R> unit, Listening listening, Instant now) implements Unit<Aftermath.Left<R>> {
    /**
     * What the unit decided.
     *
     * @param tasks how many were left
     */
    record Left<R>(R result, int tasks) {}

    /** Below those of every step, whose items count from 0. */
    private static TaskKey abandoned(TaskRow waiting) {
        return new TaskKey(waiting.key().subject(), waiting.key().step(), -waiting.tries());
    }

    /** The number of the try that began to wait for what is abandoned. */
    static int number(TaskKey abandoned) {
        return -abandoned.item();
    }

    @Override
    public Locks locks() {
        return unit.locks();
    }

    @Override
    public Decision<Left<R>> decide(Rows rows) {
        Decision<R> decision = unit.decide(rows);
        List<Change> left = new ArrayList<>();
        for (Change change : decision.changes()) {
            task(change, rows).ifPresent(task -> left.add(new Change.AddTask(task)));
        }
        if (left.isEmpty()) {
            return new Decision<>(new Left<>(decision.result(), 0), decision.changes());
        }
        int tasks = left.size();
        left.addAll(0, decision.changes());
        return new Decision<>(new Left<>(decision.result(), tasks), left);
    }

    private Optional<TaskRow> task(Change change, Rows rows) {
        return switch (change) {
            case Change.SetExecution(ExecutionRow row)
            when row.status().ended() && heard(row) ->
                Optional.of(ready(new TaskKey(row.id(), "", row.revision()), TaskRow.ENDED, row));
            case Change.RemoveTask(TaskKey key)
            when !(unit instanceof ChildEnded) ->
                rows.task(key)
                        .filter(task -> task.kind().equals(CallTry.TASK))
                        .flatMap(task -> rows.execution(key.subject())
                                .map(row -> ready(abandoned(task), TaskRow.ABANDONED, row)));
            default -> Optional.empty();
        };
    }

    private boolean heard(ExecutionRow row) {
        Ancestry.Parent parent = row.ancestry().parent();
        return (parent != null && parent.waits())
                || listening.to(row.project(), row.workflow(), row.status().code());
    }

    private TaskRow ready(TaskKey key, String kind, ExecutionRow of) {
        String trace = kind + "-" + Ids.text("exe", of.id()) + "-" + of.revision();
        return TaskRow.ready(key, kind, of, now, trace);
    }
}
