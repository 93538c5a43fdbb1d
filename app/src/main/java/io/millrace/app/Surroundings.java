package io.millrace.app;

import io.millrace.core.connection.ConnectionView;
import io.millrace.core.connection.Connections;
import io.millrace.core.connection.Variables;
import io.millrace.core.shared.Page;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Collects what the workflows of a project may refer to. */
final class Surroundings {
    private Surroundings() {}

    static io.millrace.core.workflow.Surroundings of(String project, Connections connections, Variables variables) {
        Map<String, String> tools = new HashMap<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<ConnectionView> page = connections.list(project, null, cursor.orElse(null), Page.MAX_LIMIT);
            page.items().forEach(view -> tools.put(view.id(), view.tool()));
            cursor = page.next();
        } while (cursor.isPresent());
        return new io.millrace.core.workflow.Surroundings(
                tools, variables.plainNames(project), variables.secretNames(project));
    }
}
