package io.millrace.core.shared;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An error with a stable code and a sentence for people: what happened, why, and what to do next. */
public class MillraceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<Problem> problems;

    @Nullable
    private final Duration retryAfter;

    public MillraceException(ErrorCode code, String detail) {
        this(code, detail, List.of(), null, null);
    }

    public MillraceException(ErrorCode code, String detail, Throwable cause) {
        this(code, detail, List.of(), null, cause);
    }

    public MillraceException(ErrorCode code, String detail, List<Problem> problems) {
        this(code, detail, problems, null, null);
    }

    /** An error that goes away by itself, after a pause. */
    protected MillraceException(ErrorCode code, String detail, Duration retryAfter) {
        this(code, detail, List.of(), retryAfter, null);
    }

    private MillraceException(
            ErrorCode code,
            String detail,
            List<Problem> problems,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.problems = List.copyOf(problems);
        this.retryAfter = retryAfter;
    }

    /** An error that goes away by itself, with the pause to make before the next try. */
    public static MillraceException retryLater(ErrorCode code, String detail, Duration retryAfter) {
        return new MillraceException(code, detail, List.of(), retryAfter, null);
    }

    /** The same, with what caused it. */
    public static MillraceException retryLater(ErrorCode code, String detail, Duration retryAfter, Throwable cause) {
        return new MillraceException(code, detail, List.of(), retryAfter, cause);
    }

    public static MillraceException notFound(String what, String id) {
        return new MillraceException(ErrorCode.NOT_FOUND, "There is no " + what + " '" + id + "' here.");
    }

    public ErrorCode code() {
        return code;
    }

    public List<Problem> problems() {
        return problems;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
