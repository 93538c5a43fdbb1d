package io.millrace.core.execution;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.lane.Limits;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.Committer;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.Unit;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.Workflows;
import java.util.List;

/**
 * Pausing workflows. What comes meanwhile is accepted and waits in a closed lane, which is also where it is written that
 * the workflow is paused; what runs goes on. Another node knows within {@link LaneWakes#PERIOD}.
 */
public final class Pausing {
    private final Workflows workflows;
    private final Committer committer;
    private final ShutLanes shut;

    Pausing(Workflows workflows, Committer committer, ShutLanes shut) {
        this.workflows = workflows;
        this.committer = committer;
        this.shut = shut;
    }

    static LaneKey lane(String project, String workflow) {
        return LaneKey.of(project, "pause:" + workflow, "");
    }

    /** Whether executions of a workflow wait for somebody to resume it. */
    public boolean paused(String project, String workflow) {
        return shut.any() && shut.contains(lane(project, workflow));
    }

    /** From now on its executions wait. Pausing twice changes nothing. @throws MillraceException {@code not_found} */
    public void pause(String project, String workflow) {
        require(project, workflow);
        committer.commit(new Setting(lane(project, workflow), Limits.CLOSED));
        shut.add(lane(project, workflow));
    }

    /** Those that waited begin, in their order, as far as other limits let them. @throws MillraceException {@code not_found} */
    public void resume(String project, String workflow) {
        require(project, workflow);
        open(project, workflow);
    }

    /** The same for a workflow that is about to be deleted: what was accepted is not left waiting for ever. */
    public void open(String project, String workflow) {
        // Also where this node does not know that it is paused: another one may have been told just now.
        committer.commit(new Setting(lane(project, workflow), Limits.NONE));
        shut.remove(lane(project, workflow));
    }

    private void require(String project, String workflow) {
        if (workflows.get(project, workflow).isEmpty()) {
            throw MillraceException.notFound("workflow", workflow);
        }
    }

    private record Setting(LaneKey lane, Limits limits) implements Unit<LaneRow> {
        @Override
        public Locks locks() {
            return Locks.NONE.and(List.of(lane));
        }

        @Override
        public Decision<LaneRow> decide(Rows rows) {
            LaneRow row = rows.lane(lane);
            LaneRow set = row.under(limits);
            return new Decision<>(set, set.equals(row) ? List.of() : List.of(new Change.SetLane(set)));
        }
    }
}
