package io.millrace.core.source;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The running counts of one source. Guarded by its own lock. */
final class SourceTally {
    private static final int KEPT_REFUSALS = 20;

    private long accepted;
    private long duplicates;
    private @Nullable Instant lastAccepted;
    private final Map<String, Long> refused = new TreeMap<>();
    private final Deque<SourceActivity.Refusal> refusals = new ArrayDeque<>();

    synchronized void accepted(boolean duplicate, Instant now) {
        if (duplicate) {
            duplicates++;
        } else {
            accepted++;
        }
        lastAccepted = now;
    }

    synchronized void refused(SourceActivity.Refusal refusal) {
        refused.merge(refusal.reason(), 1L, Long::sum);
        refusals.addFirst(refusal);
        if (refusals.size() > KEPT_REFUSALS) {
            refusals.removeLast();
        }
    }

    synchronized SourceActivity activity(String project, String path) {
        return new SourceActivity(
                project,
                path,
                accepted,
                duplicates,
                Map.copyOf(refused),
                Optional.ofNullable(lastAccepted),
                List.copyOf(refusals));
    }
}
