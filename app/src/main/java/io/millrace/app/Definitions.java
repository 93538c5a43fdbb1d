package io.millrace.app;

import io.millrace.core.connection.Connections;
import io.millrace.core.connection.Keyring;
import io.millrace.core.connection.SecretMasks;
import io.millrace.core.connection.Variables;
import io.millrace.core.expression.Expressions;
import io.millrace.core.project.Projects;
import io.millrace.core.source.Presets;
import io.millrace.core.tool.Catalogue;
import io.millrace.core.workflow.Planner;
import io.millrace.core.workflow.Validator;
import io.millrace.core.workflow.WorkflowUse;
import io.millrace.core.workflow.Workflows;
import io.millrace.store.Database;
import io.millrace.store.SqlConnectionStore;
import io.millrace.store.SqlProjectStore;
import io.millrace.store.SqlVariableStore;
import io.millrace.store.SqlWorkflowStore;
import java.time.InstantSource;

/** What people define, joined: projects, workflows, and the tools, connections and variables that workflows use. */
record Definitions(
        Catalogue catalogue,
        Expressions expressions,
        Projects projects,
        Workflows workflows,
        Connections connections,
        Variables variables,
        SecretMasks masks) {

    /** Joins them; makes the first project where there is none. */
    static Definitions of(
            Database database, Keyring keyring, Catalogue catalogue, Expressions expressions, InstantSource clock) {
        SqlWorkflowStore workflowStore = new SqlWorkflowStore(database);
        Variables variables = new Variables(
                new SqlVariableStore(database),
                keyring,
                (project, name) -> workflowStore.using(project, new WorkflowUse(WorkflowUse.Kind.VARIABLE, name)),
                clock);
        Connections connections = new Connections(
                new SqlConnectionStore(database),
                keyring,
                new InstalledKinds(catalogue),
                (project, id) -> workflowStore.using(project, new WorkflowUse(WorkflowUse.Kind.CONNECTION, id)),
                clock);
        InstalledActions actions = new InstalledActions(catalogue);
        Workflows workflows = new Workflows(
                workflowStore,
                new Validator(actions, Presets::check, expressions),
                new Planner(expressions),
                actions,
                project -> Surroundings.of(project, connections, variables),
                clock);
        Projects projects = new Projects(
                new SqlProjectStore(database), new ProjectInside(workflows, connections, variables), clock);
        projects.ensureDefault();
        return new Definitions(
                catalogue,
                expressions,
                projects,
                workflows,
                connections,
                variables,
                new SecretMasks(connections, variables));
    }
}
