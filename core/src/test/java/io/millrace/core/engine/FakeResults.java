package io.millrace.core.engine;

import io.millrace.core.execution.ResultStore;
import io.millrace.core.ledger.CachedResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where results to be reused are, over the rows in memory. */
final class FakeResults implements ResultStore {
    private final FakeEngineStore rows;
    /** How many of the next look-ups fail. */
    private int failing;

    FakeResults(FakeEngineStore rows) {
        this.rows = rows;
    }

    void failLookups(int next) {
        synchronized (rows) {
            failing = next;
        }
    }

    @Override
    public Optional<CachedResult> find(String call) {
        synchronized (rows) {
            if (failing > 0) {
                failing--;
                throw FailingLedgerStore.unavailable();
            }
            return Optional.ofNullable(rows.results.get(call));
        }
    }

    @Override
    public int purge(Instant now, int limit) {
        synchronized (rows) {
            List<String> over = rows.results.values().stream()
                    .filter(row -> !row.until().isAfter(now))
                    .map(CachedResult::call)
                    .limit(limit)
                    .toList();
            over.forEach(rows.results::remove);
            return over.size();
        }
    }
}
