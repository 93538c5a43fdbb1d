package io.millrace.core.simulation;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.lane.LaneKey;
import java.util.Optional;

/**
 * What the executions of one version of a workflow keep to before they begin.
 *
 * @param concurrency how many may run at once; 0 for any number
 * @param keyed whether those of each number are counted for themselves
 * @param behavior what happens to one for which there is no slot
 * @param rate how many may begin in a period; 0 for any number
 * @param period of the rate, in seconds
 * @param debounce how long nothing must come before one begins, in seconds; 0 when it begins at once
 */
record Flow(int concurrency, boolean keyed, String behavior, int rate, int period, int debounce, String priority) {
    static final Flow NONE = new Flow(0, false, "queue", 0, 0, 0, "normal");

    /** Whether an execution may have to wait before it begins. */
    boolean limits() {
        return concurrency > 0 || rate > 0;
    }

    /** The lane of which an execution has a slot while it runs. */
    Optional<LaneKey> slots(String workflow, long number) {
        return concurrency == 0 ? Optional.empty() : Optional.of(slotLane(workflow, number));
    }

    /** The lane in which it is counted when it begins. */
    Optional<LaneKey> starts(String workflow, long number) {
        if (rate == 0) {
            return Optional.empty();
        }
        boolean together = concurrency > 0 && !keyed;
        return Optional.of(together ? slotLane(workflow, number) : lane("rate:" + workflow, ""));
    }

    /** Whether it begins when it is counted; else it may have to wait for a slot after it was counted. */
    boolean passesRateLast() {
        return concurrency == 0 || !keyed;
    }

    private LaneKey slotLane(String workflow, long number) {
        return lane("workflow:" + workflow, keyed ? String.valueOf(number) : "");
    }

    private static LaneKey lane(String scope, String text) {
        return LaneKey.of(EngineRows.PROJECT, scope, text);
    }

    String yaml() {
        StringBuilder yaml = new StringBuilder();
        if (concurrency > 0) {
            yaml.append("concurrency: { limit: ").append(concurrency).append(", behavior: ");
            yaml.append(behavior).append(keyed ? ", key: '{{ " + RandomShapes.NUMBER + " }}' }\n" : " }\n");
        }
        if (rate > 0) {
            yaml.append("rate: { limit: %d, period: PT%dS }\n".formatted(rate, period));
        }
        if (debounce > 0) {
            yaml.append("debounce: { period: PT%dS }\n".formatted(debounce));
        }
        return yaml.append("priority: ").append(priority).append('\n').toString();
    }
}
