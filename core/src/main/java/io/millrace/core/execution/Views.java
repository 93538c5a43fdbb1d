package io.millrace.core.execution;

import io.millrace.core.workflow.Published;
import java.util.Map;

/** The names that expressions see, as plain values. */
final class Views {
    private Views() {}

    static Map<String, Object> workflow(Published workflow) {
        return Map.of(
                "id", workflow.id(),
                "name", workflow.definition().name(),
                "version", (long) workflow.version());
    }
}
