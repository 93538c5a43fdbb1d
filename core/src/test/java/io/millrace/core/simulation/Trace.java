package io.millrace.core.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happened, in lines for people, with short names for executions and events. It is the same for the same seed. */
final class Trace {
    private final Instant start;
    private final List<String> lines = new ArrayList<>();
    private final Map<Long, String> names = new HashMap<>();
    private int executions;
    private int events;

    Trace(Instant start) {
        this.start = start;
    }

    void add(Instant now, int depth, String server, String what) {
        long millis = Duration.between(start, now).toMillis();
        lines.add("%9.3fs %s%-4s %s".formatted(millis / 1000.0, "  ".repeat(depth), server, what));
    }

    String execution(long id) {
        return names.computeIfAbsent(id, _ -> "e" + ++executions);
    }

    String event(long id) {
        return names.computeIfAbsent(id, _ -> "v" + ++events);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
