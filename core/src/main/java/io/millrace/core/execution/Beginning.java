package io.millrace.core.execution;

import io.millrace.core.ledger.Ancestry;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.workflow.Graph;
import io.millrace.core.workflow.Published;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An execution that is about to be made. */
record Beginning(Match.Start start, String trace, Ancestry ancestry) {
    /** How many tasks it begins with. */
    int firstTasks() {
        return Graph.next(start.workflow().plan().steps(), Map.of()).ready().size();
    }

    Advanced begin(long event, Instant now, Planning.Ownership ownership, List<Change> changes) {
        Published workflow = start.workflow();
        ExecutionRow row = new ExecutionRow(
                start.execution(),
                workflow.project(),
                workflow.id(),
                workflow.version(),
                event,
                ExecutionStatus.QUEUED,
                "",
                null,
                0,
                now,
                null,
                ancestry);
        return new Planning(workflow.plan(), now, trace, ownership).begin(row, changes);
    }
}
