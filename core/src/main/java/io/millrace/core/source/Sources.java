package io.millrace.core.source;

import com.github.benmanes.caffeine.cache.Cache;
import io.millrace.core.shared.Caches;
import java.time.InstantSource;
import java.util.List;

/**
 * What each source has seen, for the people who set it up. Kept in memory, of this server alone and since it started, for
 * the {@value #MOST_SOURCES} sources used most and last. Safe for use by many threads.
 */
public final class Sources {
    static final int MOST_SOURCES = 10_000;

    private static final int MOST_HEADER_NAMES = 50;
    private static final int LONGEST_HEADER_NAME = 100;

    private record Address(String project, String path) {}

    private final InstantSource clock;
    private final Cache<Address, SourceTally> tallies =
            Caches.newBuilder().maximumSize(MOST_SOURCES).build();

    public Sources(InstantSource clock) {
        this.clock = clock;
    }

    /** What one source has seen; zeros when it has seen nothing. */
    public SourceActivity activity(String project, String path) {
        SourceTally tally = tallies.getIfPresent(new Address(project, path));
        return (tally == null ? new SourceTally() : tally).activity(project, path);
    }

    void accepted(InboundRequest request, boolean duplicate) {
        tally(request).accepted(duplicate, clock.instant());
    }

    void refused(InboundRequest request, String reason) {
        List<String> names = request.headers().keySet().stream()
                .sorted()
                .limit(MOST_HEADER_NAMES)
                .map(name -> name.length() <= LONGEST_HEADER_NAME ? name : name.substring(0, LONGEST_HEADER_NAME))
                .toList();
        tally(request).refused(new SourceActivity.Refusal(clock.instant(), reason, names));
    }

    private SourceTally tally(InboundRequest request) {
        return tallies.get(new Address(request.project(), request.path()), _ -> new SourceTally());
    }
}
