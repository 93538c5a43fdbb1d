package io.millrace.core.execution;

import io.millrace.core.ledger.Ancestry;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.Rows;
import io.millrace.core.workflow.FlowSpec.OnFull;
import io.millrace.core.workflow.Published;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A workflow that a step is about to start. Its ids are chosen before the commit, which is fenced by the step's task: a commit
 * that is repeated starts nothing twice.
 */
record Call(EventRow event, Published workflow, long execution, List<Gate> gates, String trace) {
    /** Whoever is called waits for its turn: a caller that asked for it cannot be told that it was skipped. */
    Call {
        gates = gates.stream()
                .map(gate -> gate.onFull() == OnFull.SKIP ? new Gate(gate.lane(), gate.limits(), OnFull.QUEUE) : gate)
                .toList();
    }

    /** @param number of the try that begins to wait for it; 0 when none does */
    void begin(ExecutionRow parent, String step, int number, Rows rows, Instant now, List<Change> changes) {
        changes.add(new Change.AddEvent(event));
        Instant turn = rows.noEarlierThan(now);
        Ancestry ancestry = parent.ancestry().next(new Ancestry.Parent(parent.id(), step, number));
        new Beginning(new Match.Start(workflow, execution, gates, Optional.empty()), trace, ancestry)
                .begin(event.id(), turn, new Entry(rows, turn, changes), Planning.Ownership.NONE, changes);
    }
}
