package io.millrace.core.shared;

import java.util.Locale;

/** Every error people can meet, by its stable code. The page of a code in the documentation is {@code docs/errors.md#code}. */
public enum ErrorCode {
    BAD_REQUEST(Blame.USER, false),
    BAD_JSON(Blame.USER, false),
    UNAUTHENTICATED(Blame.USER, false),
    FORBIDDEN(Blame.USER, false),
    NOT_FOUND(Blame.USER, false),
    METHOD_NOT_ALLOWED(Blame.USER, false),
    CONFLICT(Blame.USER, false),
    PRECONDITION_FAILED(Blame.USER, false),
    TOO_LARGE(Blame.USER, false),
    UNSUPPORTED_MEDIA_TYPE(Blame.USER, false),
    TOO_MANY_REQUESTS(Blame.USER, true),
    WORKFLOW_INVALID(Blame.USER, false),
    WORKFLOW_NOT_PUBLISHED(Blame.USER, false),
    WORKFLOW_DISABLED(Blame.USER, false),
    EXPRESSION_INVALID(Blame.USER, false),
    INPUT_INVALID(Blame.USER, false),
    CONNECTION_INVALID(Blame.USER, false),
    SIGNATURE_INVALID(Blame.USER, false),
    ILLEGAL_TRANSITION(Blame.USER, false),
    IDEMPOTENCY_MISMATCH(Blame.USER, false),
    CONFIGURATION_INVALID(Blame.USER, false),
    TOOL_INVALID(Blame.TOOL, false),
    BLOB_MISSING(Blame.PLATFORM, false),
    OVERLOADED(Blame.PLATFORM, true),
    STORE_UNAVAILABLE(Blame.PLATFORM, true),
    SHUTTING_DOWN(Blame.PLATFORM, true),
    INTERNAL(Blame.PLATFORM, false);

    /** Who has to act for the error to go away. */
    public enum Blame {
        USER,
        TOOL,
        PLATFORM
    }

    private final Blame blame;
    private final boolean retryable;

    ErrorCode(Blame blame, boolean retryable) {
        this.blame = blame;
        this.retryable = retryable;
    }

    /** The code as it stands in answers and logs, in lower case: {@code workflow_invalid}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Blame blame() {
        return blame;
    }

    /** Whether the same call may succeed later without a change. */
    public boolean retryable() {
        return retryable;
    }
}
