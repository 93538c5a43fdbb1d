package io.millrace.core.ledger;

import java.util.Locale;

/** What follows from a recorded try, as the journal has it. */
public enum AttemptDecision {
    DONE,
    /** Done without a call, with the result of the same call made before. */
    REUSE,
    RETRY,
    /** Another try, which first looks whether this one or an earlier one has done its work. */
    LOOK_UP,
    FAIL,
    /** A person says whether it has happened. */
    ASK,
    SKIP,
    WAIT,
    APPROVE,
    REJECT,
    /** What a person has said of an unknown outcome. */
    SETTLE,
    /** The step goes over the items of a list. */
    FOREACH,
    /** The execution is being cancelled. */
    STOP;

    /** @throws IllegalArgumentException when there is none with this {@link #code()} */
    public static AttemptDecision ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** As rows and the API have it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
