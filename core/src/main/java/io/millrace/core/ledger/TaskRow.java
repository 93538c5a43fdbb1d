package io.millrace.core.ledger;

import io.millrace.core.lane.LaneKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Work to be done, now or at a time. A row exists exactly as long as the work is not done.
 *
 * @param kind which handler does it
 * @param turnAt not before this time
 * @param owner the node incarnation that has it; null unless {@link Place#OWNED}
 * @param fence grows with every claim; whoever records an outcome shows the fence it was given
 * @param tries how many tries were recorded
 * @param spent how many of them count against the retry policy
 * @param crashes how many owners died with it since the last recorded try
 * @param trace the correlation id of the request that caused it
 * @param lane in which it waits while it is {@link Place#PARKED}; else of which it has a slot. Null when nothing limits it
 */
public record TaskRow(
        TaskKey key,
        String kind,
        String project,
        Place place,
        Instant turnAt,
        @Nullable Long owner,
        long fence,
        int tries,
        int spent,
        int crashes,
        String trace,
        @Nullable LaneKey lane) {
    /** The kind of task that lets an execution begin once it may. It is of no step: its key has the empty one. */
    public static final String BEGIN = "begin";

    /** The kind of task that tells others that an execution has ended. */
    public static final String ENDED = "execution_ended";

    /** The kind of task that cancels a workflow that a step has called and no longer waits for. */
    public static final String ABANDONED = "child_abandoned";

    /** One that nothing limits. */
    public TaskRow(
            TaskKey key,
            String kind,
            String project,
            Place place,
            Instant turnAt,
            @Nullable Long owner,
            long fence,
            int tries,
            int spent,
            int crashes,
            String trace) {
        this(key, kind, project, place, turnAt, owner, fence, tries, spent, crashes, trace, null);
    }

    /** Where a task is. */
    public enum Place {
        PARKED(0),
        READY(1),
        OWNED(2);

        private final int number;

        Place(int number) {
            this.number = number;
        }

        /** What the store keeps. */
        public int number() {
            return number;
        }

        public static Place ofNumber(int number) {
            return switch (number) {
                case 0 -> PARKED;
                case 1 -> READY;
                case 2 -> OWNED;
                default -> throw new IllegalArgumentException("no place has the number " + number);
            };
        }
    }

    /**
     * A task for anyone to claim from the given time on.
     *
     * @param of the execution it belongs to, whose revision begins the fences: a task that takes the key of an earlier one
     *     must not accept the outcome of the earlier one's worker
     */
    public static TaskRow ready(TaskKey key, String kind, ExecutionRow of, Instant turnAt, String trace) {
        long fence = (long) of.revision() << 20;
        return new TaskRow(key, kind, of.project(), Place.READY, turnAt, null, fence, 0, 0, 0, trace);
    }

    /** The same task, already claimed by the node whose commit makes it. */
    public TaskRow ownedBy(long node) {
        return new TaskRow(
                key, kind, project, Place.OWNED, turnAt, node, fence + 1, tries, spent, crashes, trace, lane);
    }

    /**
     * Whether it does a step of its execution, or an item of one, so that the execution runs once somebody has it. Others let it
     * begin, end it, or tell of it.
     */
    public boolean doesStep() {
        return !key.step().isEmpty() && key.item() >= 0;
    }

    /** Whether it belongs to an execution and to none of its steps, and stays when it ends. */
    public boolean outlivesExecution() {
        return kind.equals(ENDED) || kind.equals(ABANDONED);
    }

    /** The lane of which it has a slot now. */
    public Optional<LaneKey> slot() {
        return place == Place.PARKED ? Optional.empty() : Optional.ofNullable(lane);
    }

    /** The same task, let into a lane by the node that works on it. */
    public TaskRow admitted(LaneKey newLane) {
        return new TaskRow(key, kind, project, place, turnAt, owner, fence, tries, spent, crashes, trace, newLane);
    }

    /** The same task, waiting in a lane for its turn; whoever worked on it has it no more. */
    public TaskRow parked(LaneKey newLane, Instant turn) {
        return new TaskRow(
                key, kind, project, Place.PARKED, turn, null, fence + 1, tries, spent, crashes, trace, newLane);
    }

    /**
     * Whether its start is counted by the lane that lets it in. Where a server died with it, nobody knows whether a start that
     * was counted has been made use of: it is counted when the task asks again, and so never counted in vain.
     */
    public boolean countedOnRelease() {
        return crashes == 0;
    }

    /** The same task with a slot of the lane it waited in, for anyone to claim from the given time on. */
    public TaskRow released(Instant turn) {
        return new TaskRow(key, kind, project, Place.READY, turn, null, fence, tries, spent, crashes, trace, lane);
    }

    /** The same task, which waits in no lane any more, for anyone to claim from the given time on. */
    public TaskRow calledUp(Instant turn) {
        return new TaskRow(key, kind, project, Place.READY, turn, null, fence, tries, spent, crashes, trace);
    }

    /** The same task given back after a recorded try, due again at a time; it has no slot of any lane meanwhile. */
    public TaskRow again(Instant newTurn, boolean counts) {
        return new TaskRow(
                key, kind, project, Place.READY, newTurn, null, fence, tries + 1, spent + (counts ? 1 : 0), 0, trace);
    }

    /**
     * The same task given back to wait, due when the waiting is over. Beginning to wait is recorded, and counts as no try of
     * the retry policy.
     *
     * @param newKind says what it waits for
     */
    public TaskRow waiting(String newKind, Instant until) {
        return new TaskRow(key, newKind, project, Place.READY, until, null, fence, tries + 1, spent, 0, trace);
    }

    /** Continues the count of tries of an earlier task of the same step. */
    public TaskRow afterTries(int recorded) {
        return new TaskRow(key, kind, project, place, turnAt, owner, fence, recorded, spent, crashes, trace, lane);
    }
}
