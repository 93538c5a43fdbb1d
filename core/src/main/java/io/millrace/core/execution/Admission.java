package io.millrace.core.execution;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.Limits;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.FenceLostException;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.workflow.FlowSpec.OnFull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A step asks for its turn in the lane of its connection, right before it calls. It gets a slot, which it keeps until its
 * outcome is recorded; or it is parked, and whoever worked on it has it no more.
 *
 * @param task as it was claimed
 * @param missed when it was counted to begin and did not
 * @param mended whether the connection's credentials are not refused, as far as is known
 */
record Admission(TaskRow task, LaneKey lane, Limits limits, Optional<Instant> missed, boolean mended, Instant now)
        implements Unit<Boolean> {
    /** When a task that was let into its lane was to begin; empty when somebody may have begun with it. */
    static Optional<Instant> missed(TaskRow task) {
        return task.lane() != null && task.countedOnRelease() ? Optional.of(task.turnAt()) : Optional.empty();
    }

    @Override
    public Locks locks() {
        return Locks.ofStep(task.key()).and(List.of(lane));
    }

    /** Tells whether it may call now. */
    @Override
    public Decision<Boolean> decide(Rows rows) {
        Optional<TaskRow> parked = rows.task(task.key())
                .filter(row -> row.place() == TaskRow.Place.PARKED)
                .filter(row -> row.fence() == task.fence() + 1);
        if (parked.isPresent()) {
            return new Decision<>(false, List.of()); // by an earlier commit of this, whose answer was lost
        }
        TaskRow held = Advance.fenced(rows, task);
        if (rows.execution(task.key().subject()).isEmpty()) {
            throw new FenceLostException(task.key(), task.fence());
        }
        if (!Objects.equals(held.lane(), task.lane()) && lane.equals(held.lane())) {
            return new Decision<>(true, List.of()); // the same
        }
        List<Change> changes = new ArrayList<>();
        Gate gate = new Gate(lane, Optional.of(limits), OnFull.QUEUE);
        Entry entry = new Entry(rows, now, changes);
        if (mended) {
            entry.mend(lane);
        }
        boolean open = entry.pass(List.of(gate), 0, held.lane(), missed) > 0;
        changes.add(new Change.SetTask(open ? held.admitted(lane) : held.parked(lane, task.turnAt())));
        return new Decision<>(open, changes);
    }
}
