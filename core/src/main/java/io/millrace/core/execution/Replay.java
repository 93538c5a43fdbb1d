package io.millrace.core.execution;

import io.millrace.core.event.Occurrence;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.DedupeClaim;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.Unit;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * New executions for an event that is stored already, and stays: it must not be dropped while they begin.
 *
 * @param once by which a second replay of the same wish finds the first one's execution; only for a single one
 */
record Replay(EventRow event, List<Beginning> beginnings, Optional<Occurrence.Dedupe> once, Instant now)
        implements Intake.StartingUnit {
    @Override
    public int firstTasks() {
        return beginnings.stream().mapToInt(Beginning::firstTasks).sum();
    }

    @Override
    public Unit<Intake.Started> owning(Planning.Ownership ownership) {
        return new Owned(this, ownership);
    }

    private List<Long> executions() {
        return beginnings.stream()
                .map(beginning -> beginning.start().execution())
                .toList();
    }

    /** The new execution's wish to be the first of its key; a claim's holder is a number, here that of an execution. */
    private Optional<DedupeClaim> claim() {
        return once.map(wish -> new DedupeClaim(
                event.project() + " replay", wish.key(), executions().getFirst(), now, wish.until()));
    }

    private record Owned(Replay replay, Planning.Ownership ownership) implements Unit<Intake.Started> {
        @Override
        public Locks locks() {
            return new Locks(
                            replay.claim().stream().toList(),
                            List.of(),
                            replay.executions(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(replay.event.id()))
                    .and(Intake.lanes(replay.beginnings));
        }

        @Override
        public Decision<Intake.Started> decide(Rows rows) {
            long event = replay.event.id();
            Optional<Long> earlier = replay.claim()
                    .map(rows::holder)
                    .filter(holder -> !replay.executions().contains(holder));
            if (earlier.isPresent()) {
                return new Decision<>(new Intake.Started(event, true, List.of(earlier.get()), List.of()), List.of());
            }
            List<ExecutionRow> before = replay.executions().stream()
                    .flatMap(id -> rows.execution(id).stream())
                    .toList();
            if (!before.isEmpty()) { // by a commit of this unit whose answer was lost
                IdTakenException.unless(before.stream().allMatch(this::isOwn), "execution");
                Set<Long> made = before.stream().map(ExecutionRow::id).collect(Collectors.toSet());
                return new Decision<>(Intake.Started.before(event, replay.beginnings, made), List.of());
            }
            if (!rows.stored(event)) { // dropped as too old since it was looked up
                throw MillraceException.notFound("event", Ids.text("evt", event));
            }
            List<Change> changes = new ArrayList<>();
            Intake.Begun begun = Intake.begin(replay.beginnings, event, replay.now, ownership, rows, changes);
            return new Decision<>(Intake.Started.now(event, begun.made()), changes);
        }

        /** It was made when that commit decided, which may have been long after it was asked for. */
        private boolean isOwn(ExecutionRow stored) {
            return stored.project().equals(replay.event.project())
                    && stored.event() == replay.event.id()
                    && !stored.createdAt().isBefore(replay.now.truncatedTo(ChronoUnit.MICROS));
        }
    }
}
