package io.millrace.core.ledger;

import io.millrace.core.lane.LaneKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of one workflow version for one event.
 *
 * @param progress the compact state of all steps; locking this one row is what decides a join
 * @param failure a JSON object with {@code step}, {@code class} and {@code message}, once a step has failed for good
 * @param revision grows with every change, so that a reader knows whether it has seen the newest
 * @param finishedAt null until it ends
 * @param lane of which it has a slot until it ends; null when nothing limits it
 * @param ancestry what led to it
 */
public record ExecutionRow(
        long id,
        String project,
        String workflow,
        int version,
        long event,
        ExecutionStatus status,
        String progress,
        @Nullable String failure,
        int revision,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable LaneKey lane,
        Ancestry ancestry) {

    /** One that nothing limits, and that was started from outside. */
    public ExecutionRow(
            long id,
            String project,
            String workflow,
            int version,
            long event,
            ExecutionStatus status,
            String progress,
            @Nullable String failure,
            int revision,
            Instant createdAt,
            @Nullable Instant finishedAt) {
        this(
                id,
                project,
                workflow,
                version,
                event,
                status,
                progress,
                failure,
                revision,
                createdAt,
                finishedAt,
                null,
                Ancestry.NONE);
    }

    /** The lane of which it has a slot now. */
    Optional<LaneKey> slot() {
        return status.ended() ? Optional.empty() : Optional.ofNullable(lane);
    }

    /** The same with a slot of a lane, or without one. */
    public ExecutionRow inLane(@Nullable LaneKey newLane) {
        return new ExecutionRow(
                id,
                project,
                workflow,
                version,
                event,
                status,
                progress,
                failure,
                revision,
                createdAt,
                finishedAt,
                newLane,
                ancestry);
    }

    /**
     * The row after a step of its way.
     *
     * @throws IllegalTransitionException when the new status may not follow the present one
     */
    public ExecutionRow next(
            ExecutionStatus newStatus, String newProgress, @Nullable String newFailure, @Nullable Instant newEnd) {
        if (!status.mayBecome(newStatus)) {
            throw new IllegalTransitionException(id, status, newStatus);
        }
        return new ExecutionRow(
                id,
                project,
                workflow,
                version,
                event,
                newStatus,
                newProgress,
                newFailure,
                revision + 1,
                createdAt,
                newEnd,
                lane,
                ancestry);
    }
}
