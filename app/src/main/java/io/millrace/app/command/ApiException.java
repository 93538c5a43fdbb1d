package io.millrace.app.command;

import io.millrace.core.shared.Json;
import java.util.List;
import java.util.Map;

/** The server refused, and said why in problem details (RFC 9457). */
final class ApiException extends CommandException {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> problem;

    ApiException(int status, Map<String, Object> problem) {
        super(exitCode(status), String.valueOf(problem.getOrDefault("detail", "The server answered " + status + ".")));
        this.problem = problem;
    }

    /** The answer as it came. */
    String json() {
        return Json.write(problem);
    }

    /** The sentence, and a line for each thing that is wrong. */
    String text() {
        StringBuilder text = new StringBuilder(String.valueOf(getMessage()));
        for (Object error : JsonPath.list(problem, "errors")) {
            text.append("\n  ").append(ProblemLine.of("", error));
        }
        return text.toString();
    }

    List<Object> errors() {
        return JsonPath.list(problem, "errors");
    }

    private static int exitCode(int status) {
        return switch (status) {
            case 401, 403 -> Exit.NOT_ALLOWED;
            case 404 -> Exit.NOT_FOUND;
            case 429, 502, 503, 504 -> Exit.UNREACHABLE;
            default -> status >= 500 ? Exit.DEFECT : Exit.FAILED;
        };
    }
}
