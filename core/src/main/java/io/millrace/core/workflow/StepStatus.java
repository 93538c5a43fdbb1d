package io.millrace.core.workflow;

import java.util.Locale;

/** How far a step of an execution has come. */
public enum StepStatus {
    /** Waits for the steps it needs. */
    PENDING,
    /** May start. */
    READY,
    RUNNING,
    /** Waits for its next attempt. */
    RETRYING,
    /** Waits for a time, a person or a free slot. */
    WAITING,
    SUCCEEDED,
    FAILED,
    /** Did not have to run, or could not, because of how the steps it needs ended. */
    SKIPPED,
    CANCELLED,
    /** Its effect may or may not have happened; a person decides, so it has not ended. */
    UNKNOWN;

    /** Whether it has ended, so that the steps that need it can be decided. */
    public boolean settled() {
        return switch (this) {
            case SUCCEEDED, FAILED, SKIPPED, CANCELLED -> true;
            case PENDING, READY, RUNNING, RETRYING, WAITING, UNKNOWN -> false;
        };
    }

    /** @throws IllegalArgumentException when there is none with this {@link #code()} */
    public static StepStatus ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** The name used in expressions, the API and the journal, in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
