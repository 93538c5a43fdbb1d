package io.millrace.server.api;

import static io.millrace.core.access.Permission.WORKFLOW_EDIT;
import static io.millrace.core.access.Permission.WORKFLOW_READ;

import io.millrace.core.execution.Pausing;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.shared.Problem;
import io.millrace.core.workflow.Definition;
import io.millrace.core.workflow.Draft;
import io.millrace.core.workflow.ExpectedRevision;
import io.millrace.core.workflow.Workflow;
import io.millrace.core.workflow.WorkflowQuery;
import io.millrace.core.workflow.Workflows;
import io.millrace.server.api.WorkflowViews.ValidationView;
import io.millrace.server.api.WorkflowViews.VersionItem;
import io.millrace.server.api.WorkflowViews.VersionView;
import io.millrace.server.api.WorkflowViews.WorkflowItem;
import io.millrace.server.api.WorkflowViews.WorkflowView;
import io.millrace.server.route.Call;
import io.millrace.server.route.QueryParameter;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import io.millrace.server.route.TextBody;
import java.util.List;
import java.util.Optional;

/** Workflows: drafts, versions, and whether they run. */
final class WorkflowRoutes {
    private static final String[] TEXTS = {
        "application/yaml", "text/yaml", "application/x-yaml", "text/x-yaml", "application/json"
    };
    private static final QueryParameter<Optional<String>> TEXT =
            QueryParameter.text("text", "A part of the id or the name");
    private static final QueryParameter<Optional<String>> TAG = QueryParameter.text("tag", "One of the tags");
    private static final QueryParameter<Optional<Definition.Kind>> KIND =
            QueryParameter.choice("kind", "Which kind", Definition.Kind.class);

    private final Workflows workflows;
    private final Pausing pausing;

    record CloneInput(String id) {}

    WorkflowRoutes(Workflows workflows, Pausing pausing) {
        this.workflows = workflows;
        this.pausing = pausing;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/workflows")
                        .needs(WORKFLOW_READ)
                        .query(TEXT, TAG, KIND, QueryParameter.LIMIT, QueryParameter.CURSOR)
                        .givesPage(WorkflowItem.class)
                        .by("List workflows", this::list),
                Route.post("/workflows/validate")
                        .needs(WORKFLOW_READ)
                        .takesText(TEXTS)
                        .gives(ValidationView.class)
                        .by("Validate a workflow without saving it", this::validate),
                Route.get("/workflows/{workflow}")
                        .needs(WORKFLOW_READ)
                        .gives(WorkflowView.class)
                        .by("Get a workflow with its draft", this::get),
                Route.put("/workflows/{workflow}")
                        .needs(WORKFLOW_EDIT)
                        .takesText(TEXTS)
                        .gives(WorkflowView.class)
                        .by("Save the draft", this::save),
                Route.delete("/workflows/{workflow}")
                        .needs(WORKFLOW_EDIT)
                        .by("Delete a workflow; its executions stay", this::delete),
                Route.post("/workflows/{workflow}/publish")
                        .needs(WORKFLOW_EDIT)
                        .gives(WorkflowView.class)
                        .by("Publish the draft as a new version", this::publish),
                Route.post("/workflows/{workflow}/enable")
                        .needs(WORKFLOW_EDIT)
                        .gives(WorkflowView.class)
                        .by(
                                "Enable a workflow: its triggers start it",
                                call -> changed(workflows.enable(call.project(), id(call)))),
                Route.post("/workflows/{workflow}/disable")
                        .needs(WORKFLOW_EDIT)
                        .gives(WorkflowView.class)
                        .by(
                                "Disable a workflow: its triggers no longer start it",
                                call -> changed(workflows.disable(call.project(), id(call)))),
                Route.post("/workflows/{workflow}/pause")
                        .needs(WORKFLOW_EDIT)
                        .gives(WorkflowView.class)
                        .by("Pause a workflow: its events are accepted and wait", this::pause),
                Route.post("/workflows/{workflow}/resume")
                        .needs(WORKFLOW_EDIT)
                        .gives(WorkflowView.class)
                        .by("Resume a workflow: what has waited begins", this::resume),
                Route.post("/workflows/{workflow}/clone")
                        .needs(WORKFLOW_EDIT)
                        .takes(CloneInput.class)
                        .givesNew(WorkflowView.class)
                        .by("Copy the draft to a new workflow", this::copy),
                Route.get("/workflows/{workflow}/versions")
                        .needs(WORKFLOW_READ)
                        .query(QueryParameter.LIMIT, QueryParameter.CURSOR)
                        .givesPage(VersionItem.class)
                        .by("List published versions, newest first", this::versions),
                Route.get("/workflows/{workflow}/versions/{version}")
                        .needs(WORKFLOW_READ)
                        .gives(VersionView.class)
                        .by("Get a version with its text", this::version));
    }

    private static String id(Call<?> call) {
        return call.path("workflow");
    }

    private Workflow find(Call<?> call) {
        return workflows
                .get(call.project(), id(call))
                .orElseThrow(() -> MillraceException.notFound("workflow", id(call)));
    }

    private Reply<Page<WorkflowItem>> list(Call<Void> call) {
        WorkflowQuery query =
                WorkflowQuery.from(call.query(TEXT), call.query(TAG), call.query(KIND), call.cursor(), call.limit());
        return Reply.ok(
                workflows.list(call.project(), query).map(workflow -> WorkflowItem.of(workflow, paused(workflow))));
    }

    private Reply<ValidationView> validate(Call<TextBody> call) {
        return Reply.ok(
                ValidationView.of(workflows.problems(call.project(), call.body().text())));
    }

    private Reply<WorkflowView> get(Call<Void> call) {
        Workflow workflow = find(call);
        return reply(view(workflow, workflows.problems(call.project(), workflow.text())));
    }

    private Reply<WorkflowView> save(Call<TextBody> call) {
        Draft draft = workflows.save(
                call.project(),
                id(call),
                call.body().text(),
                Revisions.expected(call),
                call.principal().name());
        return reply(view(draft.workflow(), draft.problems()));
    }

    private Reply<Void> delete(Call<Void> call) {
        workflows.delete(call.project(), id(call), Revisions.expected(call));
        pausing.open(call.project(), id(call)); // what was accepted is not left waiting for ever
        return Reply.nothing();
    }

    private Reply<WorkflowView> publish(Call<Void> call) {
        ExpectedRevision expected = Revisions.expected(call);
        workflows.publish(call.project(), id(call), expected, call.principal().name());
        return changed(find(call));
    }

    private Reply<WorkflowView> copy(Call<CloneInput> call) {
        String copy = call.body().id();
        Draft draft =
                workflows.clone(call.project(), id(call), copy, call.principal().name());
        return Reply.created(
                        view(draft.workflow(), draft.problems()),
                        "/api/v1/projects/" + call.project() + "/workflows/" + copy)
                .revision(draft.workflow().revision());
    }

    private Reply<Page<VersionItem>> versions(Call<Void> call) {
        return Reply.ok(workflows
                .versions(call.project(), id(call), call.cursor(), call.limit())
                .map(VersionItem::of));
    }

    private Reply<VersionView> version(Call<Void> call) {
        String version = call.path("version");
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw MillraceException.notFound("version of " + id(call), version);
        }
        return Reply.ok(VersionView.of(workflows.versionText(call.project(), id(call), Integer.parseInt(version))));
    }

    private Reply<WorkflowView> changed(Workflow workflow) {
        return reply(view(workflow, List.of()));
    }

    private WorkflowView view(Workflow workflow, List<Problem> problems) {
        return WorkflowView.of(workflow, paused(workflow), problems);
    }

    private boolean paused(Workflow workflow) {
        return pausing.paused(workflow.project(), workflow.id());
    }

    private Reply<WorkflowView> pause(Call<Void> call) {
        pausing.pause(call.project(), id(call));
        return changed(find(call));
    }

    private Reply<WorkflowView> resume(Call<Void> call) {
        pausing.resume(call.project(), id(call));
        return changed(find(call));
    }

    private static Reply<WorkflowView> reply(WorkflowView view) {
        return Reply.ok(view).revision(view.revision());
    }
}
