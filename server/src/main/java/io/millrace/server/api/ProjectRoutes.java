package io.millrace.server.api;

import static io.millrace.core.access.Permission.PROJECT_EDIT;
import static io.millrace.core.access.Permission.PROJECT_READ;

import io.millrace.core.project.Project;
import io.millrace.core.project.Projects;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.server.route.Call;
import io.millrace.server.route.QueryParameter;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.time.Instant;
import java.util.List;

/** Projects, the boundary between tenants. */
final class ProjectRoutes {
    private final Projects projects;

    record NewProjectInput(String id, String name) {}

    record RenameInput(String name) {}

    record ProjectItem(String id, String name, Instant createdAt, long revision) {
        static ProjectItem of(Project project) {
            return new ProjectItem(project.id(), project.name(), project.created(), project.revision());
        }
    }

    ProjectRoutes(Projects projects) {
        this.projects = projects;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/projects")
                        .needs(PROJECT_READ)
                        .query(QueryParameter.LIMIT, QueryParameter.CURSOR)
                        .givesPage(ProjectItem.class)
                        .by("List projects", this::list),
                Route.post("/projects")
                        .needs(PROJECT_EDIT)
                        .takes(NewProjectInput.class)
                        .givesNew(ProjectItem.class)
                        .by("Create a project", this::create),
                Route.get("/projects/{project}")
                        .needs(PROJECT_READ)
                        .gives(ProjectItem.class)
                        .by("Get a project", this::get),
                Route.put("/projects/{project}")
                        .needs(PROJECT_EDIT)
                        .takes(RenameInput.class)
                        .gives(ProjectItem.class)
                        .by(
                                "Rename a project",
                                call -> reply(projects.rename(
                                        call.project(), call.body().name(), call.ifMatch()))),
                Route.delete("/projects/{project}").needs(PROJECT_EDIT).by("Delete an empty project", this::delete));
    }

    private Reply<Page<ProjectItem>> list(Call<Void> call) {
        return Reply.ok(projects.list(call.cursor().orElse(null), call.limit()).map(ProjectItem::of));
    }

    private Reply<ProjectItem> create(Call<NewProjectInput> call) {
        Project project = projects.create(call.body().id(), call.body().name());
        return Reply.created(ProjectItem.of(project), "/api/v1/projects/" + project.id())
                .revision(project.revision());
    }

    private Reply<ProjectItem> get(Call<Void> call) {
        return reply(
                projects.get(call.project()).orElseThrow(() -> MillraceException.notFound("project", call.project())));
    }

    private Reply<Void> delete(Call<Void> call) {
        projects.delete(call.project());
        return Reply.nothing();
    }

    private static Reply<ProjectItem> reply(Project project) {
        return Reply.ok(ProjectItem.of(project)).revision(project.revision());
    }
}
