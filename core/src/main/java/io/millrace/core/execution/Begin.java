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
 * @param asked when this was made: lanes count by the time at which it decides, which may be much later
 */
record Begin(TaskRow task, Plan plan, List<Gate> gates, Instant asked, Planning.Ownership ownership)
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
        Instant now = rows.noEarlierThan(asked);
        int passed = new Entry(rows, now, changes).pass(gates, from(held, now), held.lane(), Admission.missed(held));
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

    /** The first gate to be passed: the one behind that which has let it in, unless it comes too late for its turn there. */
    private int from(TaskRow held, Instant now) {
        for (int i = 0; i < gates.size(); i++) {
            if (gates.get(i).lane().equals(held.lane())) {
                return held.countedOnRelease() && !late(held, gates.get(i), now) ? i + 1 : i;
            }
        }
        return 0;
    }

    private static boolean late(TaskRow held, Gate gate, Instant now) {
        return gate.limits().filter(limits -> limits.late(held.turnAt(), now)).isPresent();
    }
}
