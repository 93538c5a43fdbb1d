package io.millrace.app;

import io.millrace.core.connection.Connections;
import io.millrace.core.connection.Variables;
import io.millrace.core.project.ProjectContents;
import io.millrace.core.workflow.WorkflowQuery;
import io.millrace.core.workflow.Workflows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What would be lost with a project. */
record ProjectInside(Workflows workflows, Connections connections, Variables variables) implements ProjectContents {
    @Override
    public List<String> of(String project) {
        List<String> inside = new ArrayList<>();
        WorkflowQuery any =
                new WorkflowQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1);
        if (!workflows.list(project, any).items().isEmpty()) {
            inside.add("workflows");
        }
        if (!connections.list(project, null, null, 1).items().isEmpty()) {
            inside.add("connections");
        }
        if (!variables.list(project, null, 1).items().isEmpty()) {
            inside.add("variables");
        }
        return inside;
    }
}
