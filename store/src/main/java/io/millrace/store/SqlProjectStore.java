package io.millrace.store;

import io.millrace.core.project.Project;
import io.millrace.core.project.ProjectStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Projects on SQL. */
public final class SqlProjectStore implements ProjectStore {
    private final Database database;

    public SqlProjectStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Project> find(String id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM project WHERE id = :id")
                .bind("id", id)
                .map(SqlProjectStore::project)
                .findOne());
    }

    @Override
    public List<Project> list(@Nullable String after, int limit) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM project WHERE id > :after ORDER BY id LIMIT :limit")
                        .bind("after", after == null ? "" : after)
                        .bind("limit", limit)
                        .map(SqlProjectStore::project)
                        .list());
    }

    @Override
    public List<Project> keeping() {
        return database.read(handle -> handle.createQuery("SELECT * FROM project"
                        + " WHERE retention_days IS NOT NULL OR event_retention_days IS NOT NULL ORDER BY id")
                .map(SqlProjectStore::project)
                .list());
    }

    private static @Nullable Integer orNull(OptionalInt days) {
        return days.isPresent() ? days.getAsInt() : null;
    }

    private static OptionalInt days(ResultSet row, String column) throws SQLException {
        int days = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(days);
    }

    @Override
    public boolean insert(Project project) {
        return database.write(handle -> handle.execute(
                        "INSERT INTO project (id, name, created_at, revision) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        project.id(),
                        project.name(),
                        Columns.micros(project.created()),
                        project.revision())
                == 1);
    }

    @Override
    public boolean update(Project project) {
        return database.write(handle -> handle.execute(
                        "UPDATE project SET name = ?, retention_days = ?, event_retention_days = ?, revision = ?"
                                + " WHERE id = ? AND revision = ?",
                        project.name(),
                        orNull(project.keeping().history()),
                        orNull(project.keeping().events()),
                        project.revision(),
                        project.id(),
                        project.revision() - 1)
                == 1);
    }

    @Override
    public boolean delete(String id) {
        return database.write(handle -> {
            SqlResultStore.dropOf(handle, database.dialect(), id);
            return handle.execute("DELETE FROM project WHERE id = ?", id) == 1;
        });
    }

    private static Project project(ResultSet row, StatementContext context) throws SQLException {
        return new Project(
                row.getString("id"),
                row.getString("name"),
                Columns.instant(row.getLong("created_at")),
                row.getLong("revision"),
                new Project.Keeping(days(row, "retention_days"), days(row, "event_retention_days")));
    }
}
