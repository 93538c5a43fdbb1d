package io.millrace.core.execution;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.Rows;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets executions through their gates within one unit: a later one of the same unit sees what an earlier one took. */
final class Entry {
    private final Rows rows;
    private final Instant now;
    private final List<Change> changes;
    private final Map<LaneKey, LaneRow> seen = new HashMap<>();

    Entry(Rows rows, Instant now, List<Change> changes) {
        this.rows = rows;
        this.now = now;
        this.changes = changes;
    }

    /**
     * Passes one gate after the other, as far as they are open. Nobody overtakes those who wait.
     *
     * @param from the first gate that is not passed yet
     * @param own the lane of which it has a slot already
     * @param missed when it was counted to begin in that lane, and did not; empty when it is not counted, or may have begun
     * @return the first gate that is shut; the number of gates when all are passed
     */
    int pass(List<Gate> gates, int from, @Nullable LaneKey own, Optional<Instant> missed) {
        for (int i = from; i < gates.size(); i++) {
            Gate gate = gates.get(i);
            LaneRow before = seen.computeIfAbsent(gate.lane(), rows::lane).asOf(now);
            boolean mine = gate.lane().equals(own);
            LaneRow lane = gate.limits().map(before::under).orElse(before);
            if (mine && missed.isPresent()) {
                lane = lane.notEntered(missed.get());
            }
            boolean room = mine
                    ? missed.isPresent() || lane.holding(lane.held() - 1).room(now) > 0
                    : lane.room(now) > 0 && !rows.waiting(gate.lane());
            if (lane.refusedAt() != null || lane.next(now).isAfter(now) || !room) {
                put(lane);
                return i;
            }
            LaneRow entered = gate.limits().isPresent() ? lane.entered(now) : lane;
            put(gate.keepsSlot() && !mine ? entered.holding(entered.held() + 1) : entered);
        }
        return gates.size();
    }

    /** Opens a lane again that refused credentials have shut. */
    void mend(LaneKey key) {
        LaneRow row = lane(key);
        if (row.refusedAt() != null) {
            put(row.mended());
        }
    }

    /** A lane as this unit sees it, for whoever changes it by themselves. */
    LaneRow lane(LaneKey key) {
        return seen.getOrDefault(key, rows.lane(key));
    }

    private void put(LaneRow lane) {
        seen.put(lane.key(), lane);
        changes.add(new Change.SetLane(lane));
    }
}
