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
import java.util.Optional;
import java.util.OptionalInt;

/** Projects, the boundary between tenants. */
final class ProjectRoutes {
    private final Projects projects;

    record NewProjectInput(String id, String name) {}

    record RenameInput(String name) {}

    /**
     * @param days of executions after their end
     * @param eventDays of events that started nothing
     */
    record RetentionInput(Optional<Integer> days, Optional<Integer> eventDays) {
        Project.Keeping keeping() {
            return new Project.Keeping(optional(days), optional(eventDays));
        }

        private static OptionalInt optional(Optional<Integer> days) {
            return days.map(OptionalInt::of).orElseGet(OptionalInt::empty);
        }
    }

    /** @param retentionDays absent for what the configuration says @param eventRetentionDays absent for the same as the history */
    record ProjectItem(
            String id,
            String name,
            Instant createdAt,
            Optional<Integer> retentionDays,
            Optional<Integer> eventRetentionDays,
            long revision) {
        static ProjectItem of(Project project) {
            return new ProjectItem(
                    project.id(),
                    project.name(),
                    project.created(),
                    boxed(project.keeping().history()),
                    boxed(project.keeping().events()),
                    project.revision());
        }

        private static Optional<Integer> boxed(OptionalInt days) {
            return days.isPresent() ? Optional.of(days.getAsInt()) : Optional.empty();
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
                Route.put("/projects/{project}/retention")
                        .needs(PROJECT_EDIT)
                        .takes(RetentionInput.class)
                        .gives(ProjectItem.class)
                        .by(
                                "Say how long a project keeps its history",
                                call -> reply(projects.keep(
                                        call.project(), call.body().keeping(), call.ifMatch()))),
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
