package io.millrace.core.execution;

import com.github.benmanes.caffeine.cache.Cache;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.shared.Caches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many of the latest calls of this node over each connection found the tool down. Every node judges by its own calls,
 * so that calls that go well cost nothing shared; what one of them concludes holds for all.
 */
final class FailureRatios {
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final int MOST_CALLS = 100;
    private static final int FEWEST_FAILURES = 10;
    private static final int MOST_LANES = 10_000;

    private final InstantSource clock;
    private final Cache<LaneKey, Recent> lanes =
            Caches.newBuilder().maximumSize(MOST_LANES).build();

    FailureRatios(InstantSource clock) {
        this.clock = clock;
    }

    private record Call(Instant at, boolean down) {}

    /** The latest calls; guarded by itself. */
    private static final class Recent {
        private final Deque<Call> calls = new ArrayDeque<>();
        private int failures;

        private synchronized boolean add(Call call) {
            calls.addLast(call);
            failures += call.down() ? 1 : 0;
            while (calls.size() > MOST_CALLS
                    || calls.getFirst().at().plus(WINDOW).isBefore(call.at())) {
                failures -= calls.removeFirst().down() ? 1 : 0;
            }
            boolean tooMany = call.down() && failures >= FEWEST_FAILURES && failures * 2 >= calls.size();
            if (tooMany) {
                calls.clear();
                failures = 0;
            }
            return tooMany;
        }
    }

    /** Counts one more call; true when at least ten and half of the latest hundred of the last 30 s found the tool down. */
    boolean tooMany(LaneKey lane, boolean down) {
        Recent recent = lanes.getIfPresent(lane);
        if (recent == null) {
            if (!down) {
                return false; // what only ever goes well is not written down
            }
            recent = lanes.asMap().computeIfAbsent(lane, key -> new Recent());
        }
        return recent.add(new Call(clock.instant(), down));
    }
}
