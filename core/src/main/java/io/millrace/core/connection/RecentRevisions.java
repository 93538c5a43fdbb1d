package io.millrace.core.connection;

import com.github.benmanes.caffeine.cache.Cache;
import io.millrace.core.shared.Caches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The revision of each project, asked of the store at most every {@link #MAX_AGE}: every webhook and every step needs it,
 * and it hardly ever changes. A change made on this node holds at once, one made on another within that time and the time
 * one question takes. One caller at a time asks; the others go on with what was known, if anything was.
 */
final class RecentRevisions {
    static final Duration MAX_AGE = Duration.ofMillis(250);

    private static final int PROJECTS_KEPT = 10_000;

    private final ToLongFunction<String> store;
    private final InstantSource clock;
    private final Cache<String, Project> projects =
            Caches.newBuilder().maximumSize(PROJECTS_KEPT).build();

    private record Seen(long revision, Instant at) {}

    private static final class Project {
        /** Held by the one who asks the store. */
        private final ReentrantLock asking = new ReentrantLock();
        /** How many changes were made here; what was asked before one of them is not to be believed after it. */
        private long changes;

        private volatile @Nullable Seen seen;

        private synchronized long changes() {
            return changes;
        }

        private synchronized void saw(Seen now, long changesBefore) {
            if (changes == changesBefore) {
                seen = now;
            }
        }

        private synchronized void changed() {
            changes++;
            seen = null;
        }
    }

    RecentRevisions(ToLongFunction<String> store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    long of(String name) {
        Project project = project(name);
        Seen known = project.seen;
        if (known != null && fresh(known)) {
            return known.revision();
        }
        if (!project.asking.tryLock()) {
            if (known != null) {
                return known.revision();
            }
            project.asking.lock();
        }
        try {
            return ask(name, project);
        } finally {
            project.asking.unlock();
        }
    }

    private long ask(String name, Project project) {
        Seen meanwhile = project.seen;
        if (meanwhile != null && fresh(meanwhile)) {
            return meanwhile.revision();
        }
        long changes = project.changes();
        Instant now = clock.instant();
        long revision = store.applyAsLong(name);
        project.saw(new Seen(revision, now), changes);
        return revision;
    }

    private boolean fresh(Seen seen) {
        return clock.instant().isBefore(seen.at().plus(MAX_AGE));
    }

    private Project project(String name) {
        return projects.get(name, unknown -> new Project());
    }

    /** Forgets a project's revision, after a change made here. */
    void changed(String name) {
        project(name).changed();
    }
}
