package io.millrace.core.execution;

import io.millrace.core.ledger.EventRow;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.Published;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that expressions see, as plain values. */
final class Views {
    private Views() {}

    /** @param catcher the project's catcher, ending in a slash */
    static Map<String, Object> project(String id, URI catcher) {
        return Map.of("id", id, "catcher", catcher.toString());
    }

    static Map<String, Object> workflow(Published workflow) {
        return Map.of(
                "id", workflow.id(),
                "name", workflow.definition().name(),
                "version", (long) workflow.version());
    }

    static Map<String, @Nullable Object> event(EventRow row) {
        return event(row.id(), row.type(), row.source(), row.time(), Json.read(row.data()), Json.read(row.headers()));
    }

    /** @param data the body; null when it is JSON's null */
    static Map<String, @Nullable Object> event(
            long id, String type, String source, Instant time, @Nullable Object data, @Nullable Object headers) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("id", Ids.text("evt", id));
        event.put("type", type);
        event.put("source", source);
        event.put("time", time.toString());
        event.put("data", data);
        event.put("headers", headers);
        return event;
    }
}
