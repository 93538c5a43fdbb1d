package io.millrace.core.execution;

import io.millrace.core.event.Occurrence;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.DedupeClaim;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.ScheduleRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stores an event with its executions and first tasks, or finds that it is a duplicate. For the slot of a schedule it also
 * moves the schedule on, and only if the schedule still stands at that slot.
 */
record Acceptance(
        EventRow event,
        List<Match> matches,
        Optional<Occurrence.Dedupe> dedupe,
        List<Beginning> beginnings,
        Optional<Intake.Fire> fire,
        Instant now)
        implements Intake.StartingUnit {

    @Override
    public int firstTasks() {
        return beginnings.stream().mapToInt(Beginning::firstTasks).sum();
    }

    @Override
    public Unit<Intake.Started> owning(Planning.Ownership ownership) {
        return new Owned(this, ownership);
    }

    private Optional<DedupeClaim> claim() {
        return dedupe.map(key ->
                new DedupeClaim(event.project() + " " + event.source(), key.key(), event.id(), now, key.until()));
    }

    /** The event with what became of it: whether a start is skipped is known on the locked lanes only. */
    private EventRow told(Map<Long, String> skipped) {
        return skipped.isEmpty()
                ? event
                : event.telling(Json.write(
                        matches.stream().map(match -> match.told(skipped)).toList()));
    }

    private record Owned(Acceptance acceptance, Planning.Ownership ownership) implements Unit<Intake.Started> {
        @Override
        public Locks locks() {
            return new Locks(
                            acceptance.claim().stream().toList(),
                            List.of(acceptance.event.id()),
                            List.of(),
                            List.of(),
                            List.of(),
                            acceptance.fire.map(Intake.Fire::key).stream().toList())
                    .and(Intake.lanes(acceptance.beginnings));
        }

        @Override
        public Decision<Intake.Started> decide(Rows rows) {
            EventRow event = acceptance.event;
            long holder = acceptance.claim().map(rows::holder).orElse(event.id());
            if (holder != event.id()) {
                return new Decision<>(
                        Intake.Started.duplicate(holder),
                        acceptance.fire.flatMap(fire -> move(rows, fire)).stream()
                                .toList());
            }
            Optional<EventRow> earlier = rows.earlier(event.id());
            if (earlier.isPresent()) {
                IdTakenException.unless(sameEvent(earlier.get(), event), "event");
                // An earlier commit of this unit was done, its answer lost; the sweep finds what it handed over.
                Set<Long> made = Match.made(earlier.get().outcome());
                return new Decision<>(Intake.Started.before(event.id(), acceptance.beginnings, made), List.of());
            }
            List<Change> changes = new ArrayList<>();
            acceptance.fire.ifPresent(fire -> changes.add(move(rows, fire).orElseThrow(() -> firedElsewhere(fire))));
            Intake.Begun begun =
                    Intake.begin(acceptance.beginnings, event.id(), acceptance.now, ownership, rows, changes);
            changes.addFirst(new Change.AddEvent(acceptance.told(begun.skipped())));
            return new Decision<>(Intake.Started.now(event.id(), begun.made()), changes);
        }

        /** Not by what the event says, of which the store may keep less: no two events share the time and the trace. */
        private static boolean sameEvent(EventRow stored, EventRow own) {
            return stored.project().equals(own.project())
                    && stored.source().equals(own.source())
                    && stored.trace().equals(own.trace())
                    && stored.time()
                            .truncatedTo(ChronoUnit.MICROS)
                            .equals(own.time().truncatedTo(ChronoUnit.MICROS));
        }

        /** Moves the schedule on if it still stands at the slot; a slot that turns out to be a duplicate is over too. */
        private static Optional<Change> move(Rows rows, Intake.Fire fire) {
            return rows.schedule(fire.key())
                    .map(ScheduleRow::nextAt)
                    .filter(fire.slot()::equals)
                    .map(stands -> new Change.SetSchedule(fire.after()));
        }

        private static MillraceException firedElsewhere(Intake.Fire fire) {
            return new MillraceException(
                    ErrorCode.CONFLICT, "The slot " + fire.slot() + " of " + fire.key() + " has fired elsewhere.");
        }
    }
}
