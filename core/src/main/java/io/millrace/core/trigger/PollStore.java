package io.millrace.core.trigger;

import io.millrace.core.ledger.ScheduleKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Where polls stand. */
public interface PollStore {
    /** The longest due first. */
    List<PollRow> due(Instant now, int limit);

    List<PollRow> all();

    List<PollRow> ofProject(String project);

    /** Adds rows that are missing and replaces those whose {@code spec} differs; leaves the others as they stand. */
    void add(Collection<PollRow> rows);

    void remove(Collection<ScheduleKey> keys);

    /**
     * Takes a poll for oneself, if it still stands at its turn.
     *
     * @param until when others may take it
     * @return whether it is taken
     */
    boolean take(PollRow row, Instant until);

    /**
     * Records what came of a poll, if it still stands where {@link #take} put it.
     *
     * @param taken the time it was taken until
     * @return whether it did
     */
    boolean save(PollRow after, Instant taken);
}
