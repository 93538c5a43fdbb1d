package io.millrace.core.lane;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds lanes. They are changed by the ledger alone. */
public interface LaneStore {
    Optional<LaneRow> find(LaneKey key);

    /** Lanes whose time to be looked at has come, the longest due first. */
    List<LaneKey> due(Instant now, int limit);

    /** Lanes that newcomers must ask even where nothing is limited, in order. */
    List<LaneKey> shut(int limit);

    /** The executions that have a slot of a lane or wait in it, the oldest first. */
    List<Long> executionsIn(LaneKey key, int limit);

    /** How much waits in a lane, counted up to a limit. */
    int waiting(LaneKey key, int most);

    /** How much waits in all lanes together, counted up to a limit. */
    int parked(int most);

    /** Lanes of a project whose count of held slots is not what tasks and executions say, each with that number. */
    List<Miscount> miscounted(String project, int limit);

    /** @param holders the slots that tasks and executions have */
    record Miscount(LaneRow lane, long holders) {}
}
