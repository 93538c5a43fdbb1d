package io.millrace.egress;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import okhttp3.Call;

/**
 * Ends calls whose deadline has passed. OkHttp can do it too, with one queue in the order of deadlines for all calls, whose
 * lock and order every call pays for twice; hardly any call ever gets that far. Here a thread looks at the calls under way,
 * at most {@value #LATE_MILLIS} ms after each deadline, and sleeps while there are none.
 */
final class CallDeadlines implements AutoCloseable {
    private static final long LATE_MILLIS = 50;

    private final Set<Watched> underWay = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean closed;

    CallDeadlines() {
        thread = Thread.ofPlatform().name("call-deadlines").daemon().start(this::work);
    }

    /** One call; closing it ends the watch. Each is another one, whatever it holds. */
    final class Watched implements AutoCloseable {
        private final Call call;
        private final Deadline deadline;

        private Watched(Call call, Deadline deadline) {
            this.call = call;
            this.deadline = deadline;
        }

        @Override
        public void close() {
            underWay.remove(this);
        }
    }

    /** Watches a call until the watch is closed. */
    Watched watch(Call call, Deadline deadline) {
        Watched watched = new Watched(call, deadline);
        underWay.add(watched);
        if (asleep) {
            LockSupport.unpark(thread);
        }
        return watched;
    }

    private void work() {
        while (!closed) {
            asleep = true;
            if (underWay.isEmpty()) {
                LockSupport.park(this);
            }
            asleep = false;
            LockSupport.parkNanos(this, Duration.ofMillis(LATE_MILLIS).toNanos());
            underWay.forEach(watched -> {
                if (watched.deadline.passed()) {
                    watched.call.cancel();
                }
            });
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
