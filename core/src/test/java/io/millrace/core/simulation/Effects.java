package io.millrace.core.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the calls of the action {@code once} have really done, whatever anybody was told: the truth that a look-up finds, and that
 * nobody but the simulation knows.
 */
final class Effects {
    private final Map<String, Integer> counts = new HashMap<>();
    /** Those that a server has done which stood still too long to know that the step was not its business any more. */
    private final Set<String> late = new HashSet<>();

    /** @param key of the call, the same for all tries of a step or an item */
    void done(String key, boolean holds) {
        counts.merge(key, 1, Integer::sum);
        if (!holds) {
            late.add(key);
        }
    }

    boolean there(String key) {
        return counts.containsKey(key);
    }

    /** Whether it was done exactly once, as far as the engine can be blamed. */
    boolean right(String key) {
        return late.contains(key) || counts.getOrDefault(key, 0) == 1;
    }

    int count(String key) {
        return counts.getOrDefault(key, 0);
    }
}
