package io.millrace.core.execution;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.Limits;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.Unit;
import java.time.Instant;

/** What steps ask of lanes, for tests of stores. */
public final class LaneVisits {
    private LaneVisits() {}

    /** A step asks for its turn; told whether it has it. */
    public static Unit<Boolean> admission(TaskRow task, LaneKey lane, Limits limits, Instant now) {
        return new Admission(task, lane, limits, Admission.missed(task), false, now);
    }
}
