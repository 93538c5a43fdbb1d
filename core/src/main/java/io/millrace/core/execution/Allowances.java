package io.millrace.core.execution;

import com.github.benmanes.caffeine.cache.Cache;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.shared.Caches;
import io.millrace.sdk.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What the tools of connections have last told this node of their limits, and which of it the lanes have to know. An
 * ordinary answer costs a look into memory.
 *
 * <p>Nothing counts as left when this node has as many calls under way as the tool still allows: those will use it up.
 */
final class Allowances {
    private static final int MOST_LANES = 10_000;

    /** Answers about the same window may differ by so much. */
    private static final Duration SAME = Duration.ofSeconds(2);

    private final ConcurrentMap<LaneKey, Integer> underWay = new ConcurrentHashMap<>();
    private final Cache<LaneKey, Allowance> seen =
            Caches.newBuilder().maximumSize(MOST_LANES).build();
    private final Cache<LaneKey, News> told =
            Caches.newBuilder().maximumSize(MOST_LANES).build();

    /** Something that the lane has to know. */
    record News(Allowance allowance, boolean usedUp) {}

    void begins(LaneKey lane) {
        underWay.merge(lane, 1, Integer::sum);
    }

    void ends(LaneKey lane) {
        underWay.computeIfPresent(lane, (key, calls) -> calls == 1 ? null : calls - 1);
    }

    /**
     * An answer came; what is under way does not count its call any more.
     *
     * @param shut whether the lane's row has to be asked by all calls, because it counts what is left
     * @return what to tell the lane; empty when it knows all that matters
     */
    Optional<News> answered(LaneKey lane, Allowance allowance, boolean shut, Instant now) {
        seen.put(lane, allowance);
        boolean usedUp = allowance.remaining() <= underWay.getOrDefault(lane, 0);
        if ((!usedUp && !shut) || !allowance.resetsAt().isAfter(now)) {
            return Optional.empty();
        }
        News before = told.getIfPresent(lane);
        boolean known = before != null
                && now.isBefore(before.allowance().resetsAt())
                && (!usedUp
                        || (before.usedUp()
                                && !allowance
                                        .resetsAt()
                                        .isAfter(before.allowance().resetsAt().plus(SAME))));
        return known ? Optional.empty() : Optional.of(new News(allowance, usedUp));
    }

    /** The lane has been told. */
    void told(LaneKey lane, News news) {
        told.put(lane, news);
    }

    /** What the tool last said to this node. */
    Optional<Allowance> last(LaneKey lane) {
        return Optional.ofNullable(seen.getIfPresent(lane));
    }
}
