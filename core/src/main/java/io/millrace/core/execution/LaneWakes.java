package io.millrace.core.execution;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.lane.LaneStore;
import io.millrace.core.lane.Limits;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.Committer;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.Unit;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

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
    private final Consumer<Advanced> made;
    private final ShutLanes shut;
    private final Predicate<LaneKey> mended;
    private final Function<LaneKey, Optional<Limits>> wanted;
    private final InstantSource clock;

    /**
     * @param mended whether credentials are not refused that the lane of a connection stands for, as far as is known here
     * @param wanted what a lane is to keep to by now; empty where nobody says
     */
    LaneWakes(
            LaneStore store,
            Committer committer,
            ShutLanes shut,
            Predicate<LaneKey> mended,
            Function<LaneKey, Optional<Limits>> wanted,
            Consumer<Advanced> made,
            InstantSource clock) {
        this.store = store;
        this.mended = mended;
        this.wanted = wanted;
        this.shut = shut;
        this.made = made;
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
        shut.refresh();
        List<LaneKey> due = store.due(clock.instant(), MOST_AT_ONCE);
        List<CompletableFuture<Optional<Advanced>>> looks = due.stream()
                .map(lane -> committer.submit(new Look(lane, mended.test(lane), wanted.apply(lane), clock.instant())))
                .toList();
        for (CompletableFuture<Optional<Advanced>> look : looks) {
            try {
                look.join().ifPresent(made);
            } catch (CompletionException e) {
                throw e.getCause() instanceof MillraceException told ? told : e;
            }
        }
        return due.size();
    }

    /** Makes what was put off, and has it keep to what was changed meanwhile; all else is done for whoever locks a lane. */
    record Look(LaneKey lane, boolean mended, Optional<Limits> wanted, Instant now)
            implements Unit<Optional<Advanced>> {
        @Override
        public Locks locks() {
            return Locks.NONE.and(List.of(lane));
        }

        @Override
        public Decision<Optional<Advanced>> decide(Rows rows) {
            List<Change> changes = new ArrayList<>();
            LaneRow row = rows.lane(lane);
            LaneRow opened = mended ? row.mended() : row;
            LaneRow changed = wanted.map(opened::under).orElse(opened);
            if (!changed.equals(row)) {
                changes.add(new Change.SetLane(changed));
            }
            return new Decision<>(Debounced.fire(rows.lane(lane), now, changes), changes);
        }
    }
}
