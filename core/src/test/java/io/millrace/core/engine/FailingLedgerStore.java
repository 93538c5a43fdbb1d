package io.millrace.core.engine;

import io.millrace.core.ledger.Batch;
import io.millrace.core.ledger.LedgerStore;
import io.millrace.core.ledger.LoadedRows;
import io.millrace.core.ledger.Locks;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A ledger whose commits fail when a test says so: before they took effect, or after it, with the answer lost. */
public final class FailingLedgerStore implements LedgerStore {
    /** When a commit fails. */
    public enum Moment {
        BEFORE,
        AFTER
    }

    private final LedgerStore store;
    private final Map<Integer, Moment> failures = new HashMap<>();
    private final Map<Moment, Runnable> happenings = new EnumMap<>(Moment.class);
    private int commits;

    public FailingLedgerStore(LedgerStore store) {
        this.store = store;
    }

    /** Makes the n-th commit from now on fail; 1 is the next one. */
    public synchronized void failCommit(int n, Moment moment) {
        failures.put(commits + n, moment);
    }

    /** Something else happens right before the next commit, or after it and before its answer arrives. */
    public synchronized void meanwhile(Moment moment, Runnable happening) {
        happenings.put(moment, happening);
    }

    private void happen(Moment moment) {
        Runnable happening;
        synchronized (this) {
            happening = happenings.remove(moment);
        }
        if (happening != null) {
            happening.run();
        }
    }

    @Override
    public void transact(Locks locks, boolean again, Function<LoadedRows, Batch> decide) {
        Moment failure = next();
        if (failure == Moment.BEFORE) {
            throw unavailable();
        }
        happen(Moment.BEFORE);
        store.transact(locks, again, decide);
        happen(Moment.AFTER);
        if (failure == Moment.AFTER) {
            throw unavailable();
        }
    }

    private synchronized @Nullable Moment next() {
        commits++;
        return failures.remove(commits);
    }

    static MillraceException unavailable() {
        return MillraceException.retryLater(
                ErrorCode.STORE_UNAVAILABLE, "The database did not answer as it should.", Duration.ofSeconds(2));
    }
}
