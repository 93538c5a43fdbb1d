package io.millrace.core.execution;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneStore;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.Committer;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.Unit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for lanes that count other slots as taken than tasks and executions have, and mends them. The engine makes none; a
 * restored backup or a hand in the database could, and then a lane would let in too few or too many.
 */
public final class LaneCheckup {
    /** The most that one look tells; more is found once those are mended. */
    public static final int MOST = 500;

    private static final Logger log = LoggerFactory.getLogger(LaneCheckup.class);

    private final LaneStore store;
    private final Committer committer;

    LaneCheckup(LaneStore store, Committer committer) {
        this.store = store;
        this.committer = committer;
    }

    /** @param held the slots that the lane counts @param holders those that tasks and executions have */
    public record Miscounted(LaneKey lane, long held, long holders) {}

    /** Each lane is seen with its holders as they were at one moment. */
    public List<Miscounted> examine(String project) {
        return store.miscounted(project, MOST).stream()
                .map(found -> new Miscounted(found.lane().key(), found.lane().held(), found.holders()))
                .toList();
    }

    /**
     * Lets lanes count what is there, and whoever may go on because of that goes on.
     *
     * @return what was wrong and is mended; one that somebody else has just changed is left for the next look
     */
    public List<Miscounted> mend(String project) {
        List<Miscounted> mended = new ArrayList<>();
        for (Miscounted found : examine(project)) {
            if (committer.commit(new Recount(found))) {
                log.warn(
                        "Mended {}: it counted {} slots, and {} are taken",
                        found.lane().id(),
                        found.held(),
                        found.holders());
                mended.add(found);
            }
        }
        return mended;
    }

    /**
     * Whoever takes a slot or gives one back changes the count and the holders alike, so what was seen still differs by as much
     * when the lane is locked. The count must be as it was seen: else it may have been mended already.
     */
    private record Recount(Miscounted seen) implements Unit<Boolean> {
        @Override
        public Locks locks() {
            return Locks.NONE.and(List.of(seen.lane()));
        }

        @Override
        public Decision<Boolean> decide(Rows rows) {
            if (rows.lane(seen.lane()).held() != seen.held()) {
                return new Decision<>(false, List.of());
            }
            return new Decision<>(true, List.of(new Change.Recount(seen.lane(), seen.holders() - seen.held())));
        }
    }
}
