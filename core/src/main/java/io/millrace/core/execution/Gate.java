package io.millrace.core.execution;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.Limits;
import io.millrace.core.workflow.FlowSpec.OnFull;
import java.util.List;
import java.util.Optional;

/**
 * One of the lanes that an execution has to pass before it begins.
 *
 * @param limits what the lane is to keep to; empty when only its own row knows
 */
record Gate(LaneKey lane, Optional<Limits> limits, OnFull onFull) {
    /** Whether the execution keeps a slot of it until it ends. */
    boolean keepsSlot() {
        return limits.flatMap(Limits::slots).isPresent();
    }

    /** The lane of which an execution keeps a slot once it has passed all of them. */
    static Optional<LaneKey> kept(List<Gate> gates) {
        return gates.stream().filter(Gate::keepsSlot).map(Gate::lane).reduce((first, last) -> last);
    }

    static List<LaneKey> lanes(List<Gate> gates) {
        return gates.stream().map(Gate::lane).distinct().toList();
    }
}
