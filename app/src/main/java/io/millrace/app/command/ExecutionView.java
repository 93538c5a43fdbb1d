package io.millrace.app.command;

import io.millrace.core.shared.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An execution as people read it. */
final class ExecutionView {
    private ExecutionView() {}

    /** The execution, its steps, and what the last ones gave or said. */
    static List<String> lines(@Nullable Object execution) {
        List<String> lines = new ArrayList<>();
        lines.add(JsonPath.text(execution, "id") + " " + JsonPath.text(execution, "workflow") + " version "
                + JsonPath.text(execution, "version") + ": " + JsonPath.text(execution, "status"));
        Table table = new Table("STEP", "ACTION", "STATUS", "ATTEMPTS", "OUTPUT OR REASON");
        for (Object step : JsonPath.list(execution, "steps")) {
            table.row(
                    JsonPath.text(step, "id"),
                    JsonPath.text(step, "action"),
                    JsonPath.text(step, "status"),
                    String.valueOf(JsonPath.list(step, "attempts").size()),
                    result(step));
        }
        if (!table.isEmpty()) {
            lines.addAll(table.lines());
        }
        String failure = failure(execution);
        if (!failure.isEmpty()) {
            lines.add(failure);
        }
        return lines;
    }

    /** Why it failed; empty when it did not. */
    static String failure(@Nullable Object execution) {
        Object failure = JsonPath.at(execution, "failure");
        if (failure == null) {
            return "";
        }
        return Table.plain("Step " + JsonPath.text(failure, "step") + " failed (" + JsonPath.text(failure, "class")
                + "): " + JsonPath.text(failure, "message"));
    }

    /** {@link Exit#DONE} when it succeeded, {@link Exit#FAILED} when it ended otherwise, else {@link Exit#NOT_FINISHED}. */
    static int exitCode(@Nullable Object execution) {
        return switch (JsonPath.text(execution, "status")) {
            case "succeeded" -> Exit.DONE;
            case "failed", "cancelled" -> Exit.FAILED;
            default -> Exit.NOT_FINISHED;
        };
    }

    private static String result(Object step) {
        Object output = JsonPath.at(step, "output");
        if (output != null) {
            return Json.write(output);
        }
        List<Object> attempts = JsonPath.list(step, "attempts");
        return attempts.isEmpty() ? "" : JsonPath.text(attempts.getLast(), "reason");
    }
}
