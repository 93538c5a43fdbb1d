package io.millrace.core.execution;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.FenceLostException;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.workflow.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets an execution begin that had to wait, or has it wait at the next gate. A restarted one goes on from where it stands.
 *
 * @param task as it was claimed; the lane of which it has a slot is the gate it has come through
 * @param from the first gate it has not passed yet
 */
record Begin(TaskRow task, Plan plan, List<Gate> gates, int from, Instant now, Planning.Ownership ownership)
        implements Unit<Advanced> {
    @Override
    public Locks locks() {
        return Locks.ofExecution(task.key().subject()).and(Gate.lanes(gates));
    }

    @Override
    public Decision<Advanced> decide(Rows rows) {
        TaskRow held = Advance.fenced(rows, task);
        ExecutionRow row = rows.execution(task.key().subject())
                .orElseThrow(() -> new FenceLostException(task.key(), task.fence()));
        List<Change> changes = new ArrayList<>();
        if (row.status() != ExecutionStatus.QUEUED) {
            changes.add(new Change.RemoveTask(held.key()));
            return new Decision<>(new Advanced(row, List.of(), Optional.empty()), changes);
        }
        int passed = new Entry(rows, now, changes).pass(gates, from, held.lane(), Admission.missed(held));
        if (passed < gates.size()) {
            changes.add(new Change.SetTask(held.parked(gates.get(passed).lane(), held.turnAt())));
            return new Decision<>(new Advanced(row, List.of(), Optional.empty()), changes);
        }
        changes.add(new Change.RemoveTask(held.key()));
        LaneKey lane = Gate.kept(gates).orElse(null);
        Advanced begun = new Planning(plan, now, task.trace(), ownership)
                .proceed(row.inLane(lane), Progress.parse(row.progress()), row.failure(), changes);
        return new Decision<>(begun, changes);
    }
}
