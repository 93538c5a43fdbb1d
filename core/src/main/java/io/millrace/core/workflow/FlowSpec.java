package io.millrace.core.workflow;

import io.millrace.core.lane.Rate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Flow control of a workflow as written: what its executions keep to before they begin. */
public record FlowSpec(
        Optional<Concurrency> concurrency, Optional<RateLimit> rate, Optional<Debounce> debounce, Priority priority) {
    /** The names of the parts, as they are written. */
    public static final String CONCURRENCY = "concurrency";

    public static final String RATE = "rate";
    public static final String DEBOUNCE = "debounce";

    /** Begins at once, however many there are. */
    public static final FlowSpec NONE =
            new FlowSpec(Optional.empty(), Optional.empty(), Optional.empty(), Priority.NORMAL);

    /** The longest key, in characters, as written. */
    public static final int MAX_KEY = 1_000;

    /** What happens to an execution for which there is no slot. */
    public enum OnFull {
        /** It waits for its turn. */
        QUEUE,
        /** It is not started. */
        SKIP,
        /** The one that runs is cancelled; of those that wait only the newest is kept. */
        CANCEL_RUNNING
    }

    /** How far ahead of its time an execution comes up in a queue. What has waited longer than that is still first. */
    public enum Priority {
        NORMAL(Duration.ZERO),
        HIGH(Duration.ofMinutes(5)),
        URGENT(Duration.ofHours(1));

        private final Duration headStart;

        Priority(Duration headStart) {
            this.headStart = headStart;
        }

        public Duration headStart() {
            return headStart;
        }
    }

    /**
     * How many executions run at once.
     *
     * @param limit from 1 to 10,000
     * @param key an expression template whose text tells apart who is counted together
     */
    public record Concurrency(int limit, Optional<String> key, OnFull onFull) {}

    /** How many executions begin in a time. */
    public record RateLimit(Rate rate, Optional<String> key) {}

    /**
     * Only the last event of a restless time starts an execution.
     *
     * @param period how long nothing must have come
     * @param longest how long after the first event the execution begins in any case
     */
    public record Debounce(Duration period, Optional<String> key, Duration longest) {}

    /** The keys that are written, by part. */
    public Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        concurrency.flatMap(Concurrency::key).ifPresent(key -> keys.put(CONCURRENCY, key));
        rate.flatMap(RateLimit::key).ifPresent(key -> keys.put(RATE, key));
        debounce.flatMap(Debounce::key).ifPresent(key -> keys.put(DEBOUNCE, key));
        return keys;
    }
}
