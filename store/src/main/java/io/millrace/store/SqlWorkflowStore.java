package io.millrace.store;

import io.millrace.core.workflow.ExpectedRevision;
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
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Workflows on SQL. Who changes a route first locks the one row of {@code routing}, then the workflow's, so that two never
 * claim a path at once.
 */
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
                .bind("createdAt", Columns.micros(createdAt))
                .bind("now", Columns.micros(draft.now()))
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
            RoutingTable.lock(handle, database.dialect());
            lock(handle, version.project(), version.id());
            Optional<Workflow> draft = find(handle, version.project(), version.id());
            if (draft.isEmpty() || draft.get().revision() != version.revision()) {
                return new PublishResult.Moved(revision(draft));
            }
            Optional<PublishResult.PathTaken> taken = RoutingTable.taken(handle, version);
            if (taken.isPresent()) {
                return taken.get();
            }
            VersionTable.publish(handle, version, draft.get().text());
            RoutingTable.replace(handle, version);
            RoutingTable.changed(handle);
            return new PublishResult.Done(
                    find(handle, version.project(), version.id()).orElseThrow());
        });
    }

    @Override
    public Optional<Workflow> setEnabled(String project, String id, boolean enabled) {
        return database.write(handle -> {
            RoutingTable.lock(handle, database.dialect());
            int changed = handle.createUpdate("UPDATE workflow SET enabled = :enabled WHERE project = :project"
                            + " AND id = :id AND deleted = 0 AND hidden = 0 AND version IS NOT NULL")
                    .bind("enabled", enabled ? 1 : 0)
                    .bind("project", project)
                    .bind("id", id)
                    .execute();
            if (changed == 0) {
                return Optional.<Workflow>empty();
            }
            RoutingTable.changed(handle);
            return find(handle, project, id);
        });
    }

    @Override
    public DeleteResult delete(String project, String id, ExpectedRevision expected, Instant now) {
        return database.write(handle -> {
            RoutingTable.lock(handle, database.dialect());
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
                    .bind("now", Columns.micros(now))
                    .bind("project", project)
                    .bind("id", id)
                    .execute();
            RoutingTable.delete(handle, project, id);
            RoutingTable.changed(handle);
            return new DeleteResult.Deleted();
        });
    }

    @Override
    public Optional<WorkflowVersion> version(String project, String id, int version) {
        return database.read(handle -> VersionTable.find(handle, project, id, version));
    }

    @Override
    public List<WorkflowVersion> versions(String project, String id, int before, int limit) {
        return database.read(handle -> VersionTable.list(handle, project, id, before, limit));
    }

    @Override
    public Set<WorkflowUse> uses(String project, String id, int version) {
        return database.read(handle -> VersionTable.uses(handle, project, id, version));
    }

    @Override
    public List<String> using(String project, WorkflowUse use) {
        return database.read(handle -> VersionTable.using(handle, project, use));
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
                    .bind("now", Columns.micros(hidden.now()))
                    .bind("by", WorkflowRows.OURSELVES)
                    .execute();
            if (inserted == 1) {
                VersionTable.insert(
                        handle,
                        new WorkflowVersion(
                                hidden.project(), hidden.id(), 1, hidden.text(), hidden.now(), WorkflowRows.OURSELVES));
                VersionTable.insertUses(handle, hidden.project(), hidden.id(), 1, hidden.uses());
            }
        });
    }

    @Override
    public long routingRevision() {
        return database.read(RoutingTable::revision);
    }

    @Override
    public Routing routing() {
        return database.read(RoutingTable::read);
    }
}
