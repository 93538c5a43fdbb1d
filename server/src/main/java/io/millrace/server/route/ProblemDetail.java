package io.millrace.server.route;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Problem;
import java.util.List;
import java.util.Locale;

/**
 * An error as it is answered: problem details (RFC 9457, {@code application/problem+json}). The one place that maps codes to
 * HTTP.
 *
 * @param type the page of the code
 * @param title the code in words
 * @param status the HTTP status
 * @param code the stable code
 * @param detail what happened, why, and what to do next
 * @param errors each thing that is wrong in what was sent
 * @param trace the correlation id, to find the request in the logs
 */
public record ProblemDetail(
        String type, String title, int status, String code, String detail, List<Item> errors, String trace) {
    /** The media type. */
    public static final String CONTENT_TYPE = "application/problem+json";

    /** One thing that is wrong. @param path where in the body, or {@code query.NAME} @param line from 1; 0 when unknown */
    public record Item(String path, int line, int column, String message) {
        static Item of(Problem problem) {
            return new Item(problem.path(), problem.line(), problem.column(), problem.message());
        }
    }

    static ProblemDetail of(MillraceException e, String trace) {
        return of(e.code(), status(e.code()), String.valueOf(e.getMessage()), e.problems(), trace);
    }

    /** An unexpected failure: nothing of it is told but where to look. */
    static ProblemDetail internal(String trace) {
        return of(
                ErrorCode.INTERNAL,
                500,
                "Something went wrong inside. It is in the server's log under the trace id " + trace + ".",
                List.of(),
                trace);
    }

    /** An error the HTTP layer found by itself. */
    static ProblemDetail ofStatus(int status, String detail, String trace) {
        return of(code(status), status, detail, List.of(), trace);
    }

    private static ProblemDetail of(ErrorCode code, int status, String detail, List<Problem> problems, String trace) {
        String words = code.code().replace('_', ' ');
        String title = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        List<Item> items = problems.stream().map(Item::of).toList();
        return new ProblemDetail("/docs/errors#" + code.code(), title, status, code.code(), detail, items, trace);
    }

    /** The HTTP status of a code. */
    public static int status(ErrorCode code) {
        return switch (code) {
            case BAD_REQUEST, BAD_JSON -> 400;
            case UNAUTHENTICATED, SIGNATURE_INVALID -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case CONFLICT, WORKFLOW_NOT_PUBLISHED, WORKFLOW_DISABLED, ILLEGAL_TRANSITION -> 409;
            case BLOB_MISSING -> 410;
            case PRECONDITION_FAILED -> 412;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case WORKFLOW_INVALID,
                    EXPRESSION_INVALID,
                    INPUT_INVALID,
                    CONNECTION_INVALID,
                    TOOL_INVALID,
                    IDEMPOTENCY_MISMATCH -> 422;
            case TOO_MANY_REQUESTS -> 429;
            case OVERLOADED, STORE_UNAVAILABLE, SHUTTING_DOWN -> 503;
            case CONFIGURATION_INVALID, INTERNAL -> 500;
        };
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 401 -> ErrorCode.UNAUTHENTICATED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 412 -> ErrorCode.PRECONDITION_FAILED;
            case 413, 414, 431 -> ErrorCode.TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> ErrorCode.TOO_MANY_REQUESTS;
            case 503 -> ErrorCode.SHUTTING_DOWN;
            default -> status < 500 ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL;
        };
    }
}
