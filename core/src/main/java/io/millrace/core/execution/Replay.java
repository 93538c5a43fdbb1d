package io.millrace.core.execution;

import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.Unit;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** New executions for an event that is stored already, and stays: it must not be dropped while they begin. */
record Replay(EventRow event, List<Beginning> beginnings, Instant now) implements Intake.StartingUnit {
    @Override
    public int firstTasks() {
        return beginnings.stream().mapToInt(Beginning::firstTasks).sum();
    }

    @Override
    public Unit<Intake.Started> owning(Planning.Ownership ownership) {
        return new Unit<>() {
            @Override
            public Locks locks() {
                List<Long> executions = beginnings.stream()
                        .map(beginning -> beginning.start().execution())
                        .toList();
                return new Locks(
                        List.of(), List.of(), executions, List.of(), List.of(), List.of(), List.of(event.id()));
            }

            @Override
            public Decision<Intake.Started> decide(Rows rows) {
                boolean before = beginnings.stream()
                        .anyMatch(beginning ->
                                rows.execution(beginning.start().execution()).isPresent());
                if (before) { // a commit of this unit whose answer was lost
                    return new Decision<>(Intake.Started.before(event.id(), beginnings), List.of());
                }
                if (!rows.stored(event.id())) { // dropped as too old since it was looked up
                    throw MillraceException.notFound("event", Ids.text("evt", event.id()));
                }
                List<Change> changes = new ArrayList<>();
                List<Advanced> begun = Intake.begin(beginnings, event.id(), now, ownership, changes);
                return new Decision<>(Intake.Started.now(event.id(), begun), changes);
            }
        };
    }
}
