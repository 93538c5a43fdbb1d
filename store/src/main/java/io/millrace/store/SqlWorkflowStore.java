package io.millrace.store;

import io.millrace.core.workflow.ExpectedRevision;
import io.millrace.core.workflow.Route;
import io.millrace.core.workflow.Workflow;
import io.millrace.core.workflow.WorkflowQuery;
import io.millrace.core.workflow.WorkflowStore;
import io.millrace.core.workflow.WorkflowUse;
import io.millrace.core.workflow.WorkflowVersion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** Workflows on SQL. Who changes a route holds the one row of {@code routing}, so that two never claim a path at once. */
public final class SqlWorkflowStore implements WorkflowStore {
    private final Database database;

    public SqlWorkflowStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Workflow> find(String project, String id) {
        return database.read(handle -> find(handle, project, id));
    }

    private static Optional<Workflow> find(Handle handle, String project, String id) {
        return handle.createQuery("SELECT * FROM workflow WHERE project = :project AND id = :id"
                        + " AND deleted = 0 AND hidden = 0")
                .bind("project", project)
                .bind("id", id)
                .map((row, context) -> WorkflowRows.workflow(row))
                .findOne();
    }

    @Override
    public List<Workflow> list(String project, WorkflowQuery query) {
        StringBuilder sql =
                new StringBuilder("SELECT * FROM workflow WHERE project = :project AND deleted = 0 AND hidden = 0");
        query.after().ifPresent(after -> sql.append(" AND id > :after"));
        query.kind().ifPresent(kind -> sql.append(" AND kind = :kind"));
        // replace() compares exactly and knows no wildcards, on both databases
        query.tag().ifPresent(tag -> sql.append(" AND replace(tags, :tag, '') <> tags"));
        query.text().ifPresent(text -> sql.append(" AND replace(search, :text, '') <> search"));
        sql.append(" ORDER BY id LIMIT :limit");
        return database.read(handle -> {
            Query statement =
                    handle.createQuery(sql.toString()).bind("project", project).bind("limit", query.limit() + 1);
            query.after().ifPresent(after -> statement.bind("after", after));
            query.kind().ifPresent(kind -> statement.bind("kind", kind.code()));
            query.tag().ifPresent(tag -> statement.bind("tag", WorkflowRows.quoted(tag)));
            query.text().ifPresent(text -> statement.bind("text", text.toLowerCase(Locale.ROOT)));
            return statement.map((row, context) -> WorkflowRows.workflow(row)).list();
        });
    }

    @Override
    public Optional<Current> current(String project, String id) {
        return database.read(handle -> handle.createQuery(
                        "SELECT version, enabled FROM workflow"
                                + " WHERE project = :project AND id = :id AND deleted = 0 AND hidden = 0 AND version IS NOT NULL")
                .bind("project", project)
                .bind("id", id)
                .map((row, context) -> new Current(row.getInt("version"), row.getInt("enabled") == 1))
                .findOne());
    }

    @Override
    public SaveResult save(NewDraft draft, ExpectedRevision expected) {
        return database.write(handle -> {
            insertDeleted(handle, draft.project(), draft.id());
            lock(handle, draft.project(), draft.id());
            Optional<Workflow> before = find(handle, draft.project(), draft.id());
            if (!matches(expected, before)) {
                removeNeverSaved(handle, draft.project(), draft.id());
                return new SaveResult.Moved(revision(before));
            }
            if (before.isPresent() && before.get().text().equals(draft.text())) {
                return new SaveResult.Saved(before.get());
            }
            update(handle, draft, before.map(Workflow::createdAt).orElse(draft.now()));
            return new SaveResult.Saved(
                    find(handle, draft.project(), draft.id()).orElseThrow());
        });
    }

    /** Makes sure that there is a row to lock, so that of two who save a new id at once the second sees the first. */
    private static void insertDeleted(Handle handle, String project, String id) {
        handle.createUpdate("INSERT INTO workflow (project, id, hidden, deleted, name, description, tags, kind, search,"
                        + " text, revision, last_version, enabled, created_at, updated_at, updated_by)"
                        + " VALUES (:project, :id, 0, 1, '', '', '[]', '', '', '', 0, 0, 0, 0, 0, '')"
                        + " ON CONFLICT (project, id) DO NOTHING")
                .bind("project", project)
                .bind("id", id)
                .execute();
    }

    private static void removeNeverSaved(Handle handle, String project, String id) {
        handle.createUpdate(
                        "DELETE FROM workflow WHERE project = :project AND id = :id AND revision = 0 AND hidden = 0")
                .bind("project", project)
                .bind("id", id)
                .execute();
    }

    private void lock(Handle handle, String project, String id) {
        handle.createQuery("SELECT 1 FROM workflow WHERE project = :project AND id = :id"
                        + database.dialect().forUpdate())
                .bind("project", project)
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne();
    }

    private static void update(Handle handle, NewDraft draft, Instant createdAt) {
        handle.createUpdate("UPDATE workflow SET deleted = 0, name = :name, description = :description, tags = :tags,"
                        + " kind = :kind, search = :search, text = :text, revision = revision + 1,"
                        + " created_at = :createdAt, updated_at = :now, updated_by = :by"
                        + " WHERE project = :project AND id = :id")
                .bind("project", draft.project())
                .bind("id", draft.id())
                .bind("name", draft.name())
                .bind("description", draft.description())
                .bind("tags", WorkflowRows.tags(draft.tags()))
                .bind("kind", draft.kind().code())
                .bind("search", (draft.id() + "\n" + draft.name()).toLowerCase(Locale.ROOT))
                .bind("text", draft.text())
                .bind("createdAt", WorkflowRows.micros(createdAt))
                .bind("now", WorkflowRows.micros(draft.now()))
                .bind("by", draft.by())
                .execute();
    }

    private static boolean matches(ExpectedRevision expected, Optional<Workflow> before) {
        return switch (expected) {
            case ExpectedRevision.Any ignored -> true;
            case ExpectedRevision.Absent ignored -> before.isEmpty();
            case ExpectedRevision.Exactly exactly ->
                before.isPresent() && before.get().revision() == exactly.revision();
        };
    }

    private static OptionalLong revision(Optional<Workflow> workflow) {
        return workflow.map(it -> OptionalLong.of(it.revision())).orElse(OptionalLong.empty());
    }

    @Override
    public PublishResult publish(NewVersion version) {
        return database.write(handle -> {
            lockRouting(handle);
            lock(handle, version.project(), version.id());
            Optional<Workflow> draft = find(handle, version.project(), version.id());
            if (draft.isEmpty() || draft.get().revision() != version.revision()) {
                return new PublishResult.Moved(revision(draft));
            }
            Optional<PublishResult.PathTaken> taken = taken(handle, version);
            if (taken.isPresent()) {
                return taken.get();
            }
            int number = insertVersion(handle, version, draft.get().text());
            insertUses(handle, version.project(), version.id(), number, version.uses());
            replaceRoutes(handle, version);
            routingChanged(handle);
            return new PublishResult.Done(
                    find(handle, version.project(), version.id()).orElseThrow());
        });
    }

    private static Optional<PublishResult.PathTaken> taken(Handle handle, NewVersion version) {
        return version.routes().stream()
                .filter(route -> route.kind() == Route.Kind.WEBHOOK)
                .flatMap(route -> handle
                        .createQuery("SELECT workflow FROM route WHERE project = :project AND kind = 'webhook'"
                                + " AND path = :path AND workflow <> :workflow AND verify <> :verify"
                                + " ORDER BY workflow LIMIT 1")
                        .bind("project", version.project())
                        .bind("workflow", version.id())
                        .bind("path", route.path())
                        .bind("verify", route.verify())
                        .mapTo(String.class)
                        .list()
                        .stream()
                        .map(rival -> new PublishResult.PathTaken(route.path(), rival)))
                .findFirst();
    }

    private static int insertVersion(Handle handle, NewVersion version, String text) {
        int number = handle.createQuery("UPDATE workflow SET last_version = last_version + 1,"
                        + " enabled = CASE WHEN version IS NULL THEN 1 ELSE enabled END,"
                        + " version = last_version + 1, published_revision = revision"
                        + " WHERE project = :project AND id = :id RETURNING last_version")
                .bind("project", version.project())
                .bind("id", version.id())
                .mapTo(Integer.class)
                .one();
        insertVersion(
                handle,
                new WorkflowVersion(version.project(), version.id(), number, text, version.now(), version.by()));
        return number;
    }

    private static void insertVersion(Handle handle, WorkflowVersion version) {
        handle.createUpdate("INSERT INTO workflow_version (project, workflow, version, text, published_at,"
                        + " published_by) VALUES (:project, :workflow, :version, :text, :now, :by)")
                .bind("project", version.project())
                .bind("workflow", version.id())
                .bind("version", version.version())
                .bind("text", version.text())
                .bind("now", WorkflowRows.micros(version.publishedAt()))
                .bind("by", version.publishedBy())
                .execute();
    }

    private static void insertUses(Handle handle, String project, String workflow, int version, Set<WorkflowUse> uses) {
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

    private static void replaceRoutes(Handle handle, NewVersion version) {
        deleteRoutes(handle, version.project(), version.id());
        for (NewRoute route : version.routes()) {
            handle.createUpdate("INSERT INTO route (project, workflow, trigger_id, kind, path, verify)"
                            + " VALUES (:project, :workflow, :trigger, :kind, :path, :verify)")
                    .bind("project", version.project())
                    .bind("workflow", version.id())
                    .bind("trigger", route.trigger())
                    .bind("kind", route.kind().code())
                    .bind("path", route.path())
                    .bind("verify", route.verify())
                    .execute();
        }
    }

    private static void deleteRoutes(Handle handle, String project, String workflow) {
        handle.createUpdate("DELETE FROM route WHERE project = :project AND workflow = :workflow")
                .bind("project", project)
                .bind("workflow", workflow)
                .execute();
    }

    private void lockRouting(Handle handle) {
        handle.createQuery("SELECT revision FROM routing WHERE one = 1"
                        + database.dialect().forUpdate())
                .mapTo(Long.class)
                .one();
    }

    private static void routingChanged(Handle handle) {
        handle.execute("UPDATE routing SET revision = revision + 1 WHERE one = 1");
    }

    @Override
    public Optional<Workflow> setEnabled(String project, String id, boolean enabled) {
        return database.write(handle -> {
            lockRouting(handle);
            int changed = handle.createUpdate("UPDATE workflow SET enabled = :enabled WHERE project = :project"
                            + " AND id = :id AND deleted = 0 AND hidden = 0 AND version IS NOT NULL")
                    .bind("enabled", enabled ? 1 : 0)
                    .bind("project", project)
                    .bind("id", id)
                    .execute();
            if (changed == 0) {
                return Optional.<Workflow>empty();
            }
            routingChanged(handle);
            return find(handle, project, id);
        });
    }

    @Override
    public DeleteResult delete(String project, String id, ExpectedRevision expected, Instant now) {
        return database.write(handle -> {
            lockRouting(handle);
            lock(handle, project, id);
            Optional<Workflow> workflow = find(handle, project, id);
            if (workflow.isEmpty()) {
                return new DeleteResult.Absent();
            }
            if (!matches(expected, workflow)) {
                return new DeleteResult.Moved(workflow.get().revision());
            }
            handle.createUpdate("UPDATE workflow SET deleted = 1, enabled = 0, version = NULL,"
                            + " published_revision = NULL, updated_at = :now WHERE project = :project AND id = :id")
                    .bind("now", WorkflowRows.micros(now))
                    .bind("project", project)
                    .bind("id", id)
                    .execute();
            deleteRoutes(handle, project, id);
            routingChanged(handle);
            return new DeleteResult.Deleted();
        });
    }

    @Override
    public Optional<WorkflowVersion> version(String project, String id, int version) {
        return database.read(handle -> handle.createQuery("SELECT * FROM workflow_version WHERE project = :project"
                        + " AND workflow = :workflow AND version = :version")
                .bind("project", project)
                .bind("workflow", id)
                .bind("version", version)
                .map((row, context) -> WorkflowRows.version(row))
                .findOne());
    }

    @Override
    public List<WorkflowVersion> versions(String project, String id, int before, int limit) {
        return database.read(handle -> handle.createQuery("SELECT * FROM workflow_version WHERE project = :project"
                        + " AND workflow = :workflow AND version < :before ORDER BY version DESC LIMIT :limit")
                .bind("project", project)
                .bind("workflow", id)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> WorkflowRows.version(row))
                .list());
    }

    @Override
    public Set<WorkflowUse> uses(String project, String id, int version) {
        return database.read(handle -> handle
                .createQuery("SELECT kind, name FROM workflow_use WHERE project = :project AND workflow = :workflow"
                        + " AND version = :version")
                .bind("project", project)
                .bind("workflow", id)
                .bind("version", version)
                .map((row, context) -> WorkflowRows.use(row))
                .stream()
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public List<String> using(String project, WorkflowUse use) {
        return database.read(handle -> handle.createQuery("SELECT workflow.id FROM workflow"
                        + " JOIN workflow_use ON workflow_use.project = workflow.project"
                        + " AND workflow_use.workflow = workflow.id AND workflow_use.version = workflow.version"
                        + " WHERE workflow.project = :project AND workflow_use.kind = :kind AND workflow_use.name = :name"
                        + " AND workflow.hidden = 0 AND workflow.deleted = 0 ORDER BY workflow.id")
                .bind("project", project)
                .bind("kind", use.kind().code())
                .bind("name", use.name())
                .mapTo(String.class)
                .list());
    }

    @Override
    public void saveHidden(NewHidden hidden) {
        database.run(handle -> {
            int inserted = handle.createUpdate("INSERT INTO workflow (project, id, hidden, deleted, name, description,"
                            + " tags, kind, search, text, revision, version, published_revision, last_version, enabled,"
                            + " created_at, updated_at, updated_by) VALUES (:project, :id, 1, 0, :name, '', '[]',"
                            + " 'tool_action', '', :text, 1, 1, 1, 1, 1, :now, :now, :by)"
                            + " ON CONFLICT (project, id) DO NOTHING")
                    .bind("project", hidden.project())
                    .bind("id", hidden.id())
                    .bind("name", hidden.name())
                    .bind("text", hidden.text())
                    .bind("now", WorkflowRows.micros(hidden.now()))
                    .bind("by", WorkflowRows.OURSELVES)
                    .execute();
            if (inserted == 1) {
                insertVersion(
                        handle,
                        new WorkflowVersion(
                                hidden.project(), hidden.id(), 1, hidden.text(), hidden.now(), WorkflowRows.OURSELVES));
                insertUses(handle, hidden.project(), hidden.id(), 1, hidden.uses());
            }
        });
    }

    @Override
    public long routingRevision() {
        return database.read(SqlWorkflowStore::routingRevision);
    }

    private static long routingRevision(Handle handle) {
        return handle.createQuery("SELECT revision FROM routing WHERE one = 1")
                .mapTo(Long.class)
                .one();
    }

    @Override
    public Routing routing() {
        return database.read(handle -> {
            // the revision first: routes that are newer than it only mean that they are read once more
            long revision = routingRevision(handle);
            List<Route> routes = handle.createQuery("SELECT r.*, w.version, w.enabled FROM route r JOIN workflow w"
                            + " ON w.project = r.project AND w.id = r.workflow"
                            + " WHERE w.deleted = 0 AND w.version IS NOT NULL"
                            + " ORDER BY r.project, r.workflow, r.trigger_id")
                    .map((row, context) -> WorkflowRows.route(row))
                    .list();
            return new Routing(revision, routes);
        });
    }
}
