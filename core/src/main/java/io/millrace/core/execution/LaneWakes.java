package io.millrace.core.execution;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.lane.LaneStore;
import io.millrace.core.ledger.Committer;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.Unit;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Looks at lanes whose time has come, so that whoever waits in them is let in although nobody else changes anything there.
 * There is one time for each lane, however many wait.
 *
 * <p>It has no thread: whoever owns it calls {@link #tick()} every {@link #PERIOD}. Several nodes may look at the same lane;
 * the second one finds nothing left to do.
 */
public final class LaneWakes {
    /** How often lanes are looked for. */
    public static final Duration PERIOD = Duration.ofMillis(200);

    private static final int MOST_AT_ONCE = 200;

    private final LaneStore store;
    private final Committer committer;
    private final InstantSource clock;

    LaneWakes(LaneStore store, Committer committer, InstantSource clock) {
        this.store = store;
        this.committer = committer;
        this.clock = clock;
    }

    /**
     * Looks at every lane that is due.
     *
     * @return how many
     * @throws MillraceException {@code store_unavailable}
     */
    public int tick() {
        List<LaneKey> due = store.due(clock.instant(), MOST_AT_ONCE);
        List<CompletableFuture<Boolean>> looks =
                due.stream().map(Look::new).map(committer::submit).toList();
        for (CompletableFuture<Boolean> look : looks) {
            try {
                look.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof MillraceException told ? told : e;
            }
        }
        return due.size();
    }

    /** Changes nothing by itself: whoever locks a lane has it settled. */
    record Look(LaneKey lane) implements Unit<Boolean> {
        @Override
        public Locks locks() {
            return Locks.NONE.and(List.of(lane));
        }

        @Override
        public Decision<Boolean> decide(Rows rows) {
            LaneRow row = rows.lane(lane);
            return new Decision<>(row.shut(), List.of());
        }
    }
}
