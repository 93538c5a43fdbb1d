package io.millrace.app.command;

import io.millrace.core.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
                    String.valueOf(tries(step)),
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

    /** The event that started it, and the requests of each attempt. @param whole with headers and bodies */
    static List<String> details(@Nullable Object execution, boolean whole) {
        List<String> lines = new ArrayList<>();
        Object event = JsonPath.at(execution, "event");
        lines.add(Table.plain("Event " + JsonPath.text(event, "id") + " (" + JsonPath.text(event, "type") + ") from "
                + JsonPath.text(event, "source") + " at " + JsonPath.time(event, "time") + ": "
                + Json.write(JsonPath.at(event, "data"))));
        for (Object step : JsonPath.list(execution, "steps")) {
            for (Object attempt : JsonPath.list(step, "attempts")) {
                String name = JsonPath.text(step, "id") + " attempt " + JsonPath.text(attempt, "number");
                JsonPath.list(attempt, "exchanges").forEach(exchange -> addExchange(lines, name, exchange, whole));
            }
        }
        return lines;
    }

    private static void addExchange(List<String> lines, String attempt, Object exchange, boolean whole) {
        String error = JsonPath.text(exchange, "error");
        lines.add(Table.plain(attempt + ": " + JsonPath.text(exchange, "method") + " " + JsonPath.text(exchange, "url")
                + " -> " + (error.isEmpty() ? JsonPath.text(exchange, "status") : error) + " ("
                + JsonPath.text(exchange, "duration_ms") + " ms)"));
        if (whole) {
            addMessage(lines, "  > ", exchange, "request");
            addMessage(lines, "  < ", exchange, "response");
        }
    }

    private static void addMessage(List<String> lines, String mark, Object exchange, String which) {
        if (JsonPath.at(exchange, which + "_headers") instanceof Map<?, ?> headers) {
            headers.forEach((name, values) -> JsonPath.list(headers, String.valueOf(name))
                    .forEach(value -> lines.add(mark + Table.plain(name + ": " + value))));
        }
        JsonPath.text(exchange, which + "_body").lines().forEach(line -> lines.add(mark + "  " + Table.plain(line)));
    }

    /** A step that was skipped has an entry that says why, and was never tried. */
    private static long tries(Object step) {
        return JsonPath.list(step, "attempts").stream()
                .filter(attempt -> !JsonPath.text(attempt, "decision").equals("skip"))
                .count();
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
