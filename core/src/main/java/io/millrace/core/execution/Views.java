package io.millrace.core.execution;

import io.millrace.core.workflow.Published;
import java.net.URI;
import java.util.Map;

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
}
