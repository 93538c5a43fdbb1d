package io.millrace.core.trigger;

import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.ledger.ScheduleRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Where schedules stand. Firing a slot is the ledger's; this finds what is due and follows what is published. */
public interface ScheduleStore {
    List<ScheduleRow> due(Instant now, int limit);

    List<ScheduleRow> all();

    List<ScheduleRow> ofProject(String project);

    /** Adds rows that are missing and replaces those whose {@code spec} differs; leaves the others as they stand. */
    void add(Collection<ScheduleRow> rows);

    void remove(Collection<ScheduleKey> keys);

    /** Moves a schedule on without firing, and counts what is left out, if it still stands at the slot. */
    void skip(ScheduleRow after, Instant from);
}
