package io.millrace.core.ledger;

import java.util.List;
import java.util.Locale;

/** The states of an execution and every legal way from one to another. */
public enum ExecutionStatus {
    /** Accepted; no step has started. */
    QUEUED,
    /** A step has started, and a step is to be done now or to be tried again. */
    RUNNING,
    /** Nothing is left to do until a time comes that a step waits for, or somebody decides. */
    WAITING,
    /** Somebody asked for the end; steps in flight are being stopped. */
    CANCELLING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Those after which nothing happens any more unless somebody restarts. */
    public static final List<ExecutionStatus> ENDED = List.of(SUCCEEDED, FAILED, CANCELLED);

    /** Those that are no end, in the order of their declaration. */
    public static final List<ExecutionStatus> UNFINISHED = List.of(QUEUED, RUNNING, WAITING, CANCELLING);

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ExecutionStatus ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Whether nothing happens any more unless somebody restarts it. */
    public boolean ended() {
        return ENDED.contains(this);
    }

    /** Whether the state may be followed by another. A state may always follow itself. */
    public boolean mayBecome(ExecutionStatus next) {
        return next == this
                || switch (this) {
                    case QUEUED -> next != QUEUED;
                    case RUNNING -> next != QUEUED;
                    case WAITING -> next != QUEUED;
                    case CANCELLING -> next == CANCELLED;
                    case SUCCEEDED -> false;
                    // a restart, which may find that nothing is left to be done, or have to wait for its turn
                    case FAILED, CANCELLED -> next == RUNNING || next == SUCCEEDED || next == QUEUED;
                };
    }
}
