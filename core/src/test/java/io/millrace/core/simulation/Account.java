package io.millrace.core.simulation;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.Limits;
import io.millrace.core.lane.Rate;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The connections that steps of a simulation use, and what limits each. */
enum Account {
    FREE(Limits.NONE),
    NARROW(Limits.ofSlots(1)),
    SLOW(new Limits(Optional.empty(), Optional.of(new Rate(3, Duration.ofSeconds(15))))),
    BOTH(new Limits(Optional.of(2), Optional.of(new Rate(4, Duration.ofSeconds(10)))));

    private final Limits limits;

    Account(Limits limits) {
        this.limits = limits;
    }

    /** As steps name it. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    Limits limits() {
        return limits;
    }

    LaneKey lane() {
        return LaneKey.of(EngineRows.PROJECT, "connection:" + id(), "");
    }
}
