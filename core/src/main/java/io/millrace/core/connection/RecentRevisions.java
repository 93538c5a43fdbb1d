package io.millrace.core.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.ToLongFunction;

/**
 * The revision of each project, asked of the store at most every {@link #MAX_AGE}: every webhook and every step needs it,
 * and it hardly ever changes. A change made on this node holds at once, one made on another within that time.
 */
final class RecentRevisions {
    static final Duration MAX_AGE = Duration.ofMillis(250);

    private static final int PROJECTS_KEPT = 10_000;

    private final ToLongFunction<String> store;
    private final InstantSource clock;
    private final Cache<String, Seen> seen =
            Caffeine.newBuilder().maximumSize(PROJECTS_KEPT).build();

    private record Seen(long revision, Instant at) {}

    RecentRevisions(ToLongFunction<String> store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    long of(String project) {
        Instant now = clock.instant();
        Seen known = seen.getIfPresent(project);
        if (known != null && now.isBefore(known.at().plus(MAX_AGE))) {
            return known.revision();
        }
        if (known != null && !seen.asMap().replace(project, known, new Seen(known.revision(), now))) {
            return of(project); // another has just seen to it
        }
        long revision = store.applyAsLong(project);
        seen.put(project, new Seen(revision, now));
        return revision;
    }

    /** Forgets a project's revision, after a change made here. */
    void changed(String project) {
        seen.invalidate(project);
    }
}
