package io.millrace.core.execution;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.ledger.Ancestry;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.workflow.FlowSpec.OnFull;
import io.millrace.core.workflow.Graph;
import io.millrace.core.workflow.Published;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An execution that is about to be made. */
record Beginning(Match.Start start, String trace, Ancestry ancestry) {
    /** What came of it. */
    sealed interface Begun {
        /** It is there, running or waiting for its turn. */
        record Made(Advanced advanced) implements Begun {}

        /** @param reason why there is none, for people */
        record Skipped(String reason) implements Begun {}
    }

    /** How many tasks it begins with. */
    int firstTasks() {
        return Graph.next(start.workflow().plan().steps(), Map.of()).ready().size();
    }

    List<LaneKey> lanes() {
        return Stream.concat(start.debounced().map(Debounced::lane).stream(), Gate.lanes(start.gates()).stream())
                .toList();
    }

    Begun begin(long event, Instant now, Entry entry, Planning.Ownership ownership, List<Change> changes) {
        if (start.debounced().isPresent()) {
            Debounced debounced = start.debounced().get();
            return new Begun.Skipped(debounced.join(entry.lane(debounced.lane()), start, event, trace, now, changes));
        }
        ExecutionRow row = row(event, now);
        List<Gate> gates = start.gates();
        int passed = gates.isEmpty() ? 0 : entry.pass(gates, 0, null, Optional.empty());
        if (passed == gates.size()) {
            ExecutionRow begun = row.inLane(Gate.kept(gates).orElse(null));
            return new Begun.Made(new Planning(start.workflow().plan(), now, trace, ownership).begin(begun, changes));
        }
        Gate shut = gates.get(passed);
        return shut.onFull() == OnFull.SKIP
                ? new Begun.Skipped("Skipped: as many executions as may are running at once.")
                : new Begun.Made(queued(row, shut, now, changes));
    }

    /** Whoever is to take the place of another one does not wait yet: it comes up at once, to have the other cancelled. */
    private Advanced queued(ExecutionRow row, Gate shut, Instant now, List<Change> changes) {
        Instant turn =
                now.minus(start.workflow().plan().flow().spec().priority().headStart());
        TaskRow task = TaskRow.ready(BeginRunner.key(row.id()), TaskRow.BEGIN, row, turn, trace);
        boolean waits = shut.onFull() != OnFull.CANCEL_RUNNING;
        changes.add(new Change.AddExecution(row));
        changes.add(new Change.AddTask(waits ? task.parked(shut.lane(), turn) : task));
        return new Advanced(row, List.of(), waits ? Optional.empty() : Optional.of(now));
    }

    private ExecutionRow row(long event, Instant now) {
        Published workflow = start.workflow();
        return new ExecutionRow(
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
                null,
                ancestry);
    }
}
