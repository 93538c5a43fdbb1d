package io.millrace.sdk;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A failed call of a tool, with the class that decides whether it is tried again. The message is shown to people: it says what happened and what to do, and never holds a secret. */
public final class ToolException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorClass errorClass;

    @Nullable
    private final Duration retryAfter;

    public ToolException(ErrorClass errorClass, String message) {
        this(errorClass, message, null, null);
    }

    public ToolException(ErrorClass errorClass, String message, @Nullable Throwable cause) {
        this(errorClass, message, null, cause);
    }

    private ToolException(
            ErrorClass errorClass, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.errorClass = errorClass;
        this.retryAfter = retryAfter;
    }

    /** A refusal with the pause that the tool itself asked for. */
    public static ToolException retryAfter(ErrorClass errorClass, String message, Duration pause) {
        return new ToolException(errorClass, message, pause, null);
    }

    public ErrorClass errorClass() {
        return errorClass;
    }

    /** The pause the tool asked for, when it said one. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
