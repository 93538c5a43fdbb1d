package io.millrace.app.command;

import io.millrace.core.shared.Json;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the live stream of one execution has told so far. */
final class FollowedExecution {
    private final BiConsumer<String, Object> printer;
    private @Nullable Object last;

    /** @param printer gets the type and the data of each event */
    FollowedExecution(BiConsumer<String, Object> printer) {
        this.printer = printer;
    }

    /** Takes the next event. @return whether more will come */
    boolean take(EventReader.Event event) {
        Object data = Json.readObject(event.data());
        printer.accept(event.type(), data);
        switch (event.type()) {
            case "execution" -> last = JsonPath.at(data, "execution");
            case "end" -> last = data;
            default -> {
                // an attempt says nothing about the whole
            }
        }
        return !event.type().equals("end");
    }

    /** The execution as it was told last; null before that. */
    @Nullable
    Object last() {
        return last;
    }

    /** An event as people read it. */
    static List<String> lines(String type, Object data) {
        return switch (type) {
            case "attempt" -> List.of(attempt(data));
            case "end" -> end(data);
            default -> List.of();
        };
    }

    private static String attempt(Object data) {
        Object attempt = JsonPath.at(data, "attempt");
        String decision = JsonPath.text(attempt, "decision");
        String reason = JsonPath.text(attempt, "reason");
        return Table.plain(JsonPath.time(attempt, "finished_at") + "  " + JsonPath.text(data, "step") + " attempt "
                + JsonPath.text(attempt, "number") + ": " + JsonPath.text(attempt, "status")
                + (decision.equals("retry") || decision.equals("look_up")
                        ? ", next try " + JsonPath.time(attempt, "next_at")
                        : "")
                + (reason.isEmpty() ? "" : " (" + reason + ")"));
    }

    private static List<String> end(Object data) {
        String line = JsonPath.time(data, "finished_at") + "  " + JsonPath.text(data, "id") + ": "
                + JsonPath.text(data, "status");
        String failure = ExecutionView.failure(data);
        return failure.isEmpty() ? List.of(line) : List.of(line, failure);
    }
}
