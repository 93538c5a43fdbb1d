package io.millrace.store;

import io.millrace.core.connection.Sealed;
import io.millrace.core.connection.StoredVariable;
import io.millrace.core.connection.StoredVariable.Content;
import io.millrace.core.connection.StoredVariable.Plain;
import io.millrace.core.connection.StoredVariable.Secret;
import io.millrace.core.connection.VariableStore;
import io.millrace.core.shared.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Variables on SQL. */
public final class SqlVariableStore implements VariableStore {
    private static final String SUBJECT = "variable";

    private final Database database;

    public SqlVariableStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<StoredVariable> find(String project, String name) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM variable WHERE project = :project AND name = :name")
                        .bind("project", project)
                        .bind("name", name)
                        .map(SqlVariableStore::variable)
                        .findOne());
    }

    @Override
    public List<StoredVariable> list(String project, @Nullable String after, int limit) {
        return database.read(handle -> handle.createQuery("SELECT * FROM variable"
                        + " WHERE project = :project AND name > :after ORDER BY name LIMIT :limit")
                .bind("project", project)
                .bind("after", after == null ? "" : after)
                .bind("limit", limit)
                .map(SqlVariableStore::variable)
                .list());
    }

    @Override
    public int count(String project) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM variable WHERE project = :project")
                .bind("project", project)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public boolean write(StoredVariable variable) {
        return database.write(handle -> {
            boolean written = variable.revision() == 1 ? insert(handle, variable) : update(handle, variable);
            if (written) {
                ProjectRevisions.count(handle, variable.project(), SUBJECT);
            }
            return written;
        });
    }

    private static boolean insert(Handle handle, StoredVariable variable) {
        return handle.execute(
                        "INSERT INTO variable (project, name, secret, content, created_at, updated_at, revision)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        variable.project(),
                        variable.name(),
                        secretFlag(variable.content()),
                        contentText(variable.content()),
                        Columns.micros(variable.created()),
                        Columns.micros(variable.updated()),
                        variable.revision())
                == 1;
    }

    private static boolean update(Handle handle, StoredVariable variable) {
        return handle.execute(
                        "UPDATE variable SET secret = ?, content = ?, updated_at = ?, revision = ?"
                                + " WHERE project = ? AND name = ? AND revision = ?",
                        secretFlag(variable.content()),
                        contentText(variable.content()),
                        Columns.micros(variable.updated()),
                        variable.revision(),
                        variable.project(),
                        variable.name(),
                        variable.revision() - 1)
                == 1;
    }

    @Override
    public boolean delete(String project, String name, long revision) {
        return database.write(handle -> {
            boolean deleted = handle.execute(
                            "DELETE FROM variable WHERE project = ? AND name = ? AND revision = ?",
                            project,
                            name,
                            revision)
                    == 1;
            if (deleted) {
                ProjectRevisions.count(handle, project, SUBJECT);
            }
            return deleted;
        });
    }

    @Override
    public long revision(String project) {
        return database.read(handle -> ProjectRevisions.read(handle, project, SUBJECT));
    }

    private static int secretFlag(Content content) {
        return content instanceof Secret ? 1 : 0;
    }

    private static String contentText(Content content) {
        return switch (content) {
            case Plain(Object value) -> Json.write(value);
            case Secret(Sealed ciphertext) -> ciphertext.base64();
        };
    }

    private static StoredVariable variable(ResultSet row, StatementContext context) throws SQLException {
        String content = row.getString("content");
        return new StoredVariable(
                row.getString("project"),
                row.getString("name"),
                row.getInt("secret") == 1 ? new Secret(new Sealed(content)) : new Plain(Json.read(content)),
                Columns.instant(row.getLong("created_at")),
                Columns.instant(row.getLong("updated_at")),
                row.getLong("revision"));
    }
}
