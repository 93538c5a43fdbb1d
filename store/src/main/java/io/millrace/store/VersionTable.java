package io.millrace.store;

import io.millrace.core.workflow.WorkflowStore.NewVersion;
import io.millrace.core.workflow.WorkflowUse;
import io.millrace.core.workflow.WorkflowVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The versions of workflows, which never change, and what each of them uses. */
final class VersionTable {
    private VersionTable() {}

    /** Makes the next version of a locked workflow, which from now on runs. */
    static void publish(Handle handle, NewVersion version, String text) {
        int number = handle.createQuery("UPDATE workflow SET last_version = last_version + 1,"
                        + " enabled = CASE WHEN version IS NULL THEN 1 ELSE enabled END,"
                        + " version = last_version + 1, published_revision = revision"
                        + " WHERE project = :project AND id = :id RETURNING last_version")
                .bind("project", version.project())
                .bind("id", version.id())
                .mapTo(Integer.class)
                .one();
        insert(handle, new WorkflowVersion(version.project(), version.id(), number, text, version.now(), version.by()));
        insertUses(handle, version.project(), version.id(), number, version.uses());
    }

    static void insert(Handle handle, WorkflowVersion version) {
        handle.createUpdate("INSERT INTO workflow_version (project, workflow, version, text, published_at,"
                        + " published_by) VALUES (:project, :workflow, :version, :text, :now, :by)")
                .bind("project", version.project())
                .bind("workflow", version.id())
                .bind("version", version.version())
                .bind("text", version.text())
                .bind("now", Columns.micros(version.publishedAt()))
                .bind("by", version.publishedBy())
                .execute();
    }

    static void insertUses(Handle handle, String project, String workflow, int version, Set<WorkflowUse> uses) {
        if (uses.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("INSERT INTO workflow_use (project, kind, name, workflow, version)"
                + " VALUES (:project, :kind, :name, :workflow, :version)");
        for (WorkflowUse use : uses) {
            batch.bind("project", project)
                    .bind("kind", use.kind().code())
                    .bind("name", use.name())
                    .bind("workflow", workflow)
                    .bind("version", version)
                    .add();
        }
        batch.execute();
    }

    static Optional<WorkflowVersion> find(Handle handle, String project, String id, int version) {
        return handle.createQuery("SELECT * FROM workflow_version WHERE project = :project"
                        + " AND workflow = :workflow AND version = :version")
                .bind("project", project)
                .bind("workflow", id)
                .bind("version", version)
                .map((row, context) -> WorkflowRows.version(row))
                .findOne();
    }

    static List<WorkflowVersion> list(Handle handle, String project, String id, int before, int limit) {
        return handle.createQuery("SELECT * FROM workflow_version WHERE project = :project"
                        + " AND workflow = :workflow AND version < :before ORDER BY version DESC LIMIT :limit")
                .bind("project", project)
                .bind("workflow", id)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> WorkflowRows.version(row))
                .list();
    }

    static Set<WorkflowUse> uses(Handle handle, String project, String id, int version) {
        return handle
                .createQuery("SELECT kind, name FROM workflow_use WHERE project = :project AND workflow = :workflow"
                        + " AND version = :version")
                .bind("project", project)
                .bind("workflow", id)
                .bind("version", version)
                .map((row, context) -> WorkflowRows.use(row))
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    static List<String> using(Handle handle, String project, WorkflowUse use) {
        return handle.createQuery("SELECT workflow.id FROM workflow"
                        + " JOIN workflow_use ON workflow_use.project = workflow.project"
                        + " AND workflow_use.workflow = workflow.id AND workflow_use.version = workflow.version"
                        + " WHERE workflow.project = :project AND workflow_use.kind = :kind AND workflow_use.name = :name"
                        + " AND workflow.hidden = 0 AND workflow.deleted = 0 ORDER BY workflow.id")
                .bind("project", project)
                .bind("kind", use.kind().code())
                .bind("name", use.name())
                .mapTo(String.class)
                .list();
    }
}
