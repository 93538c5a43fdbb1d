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
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Variables on SQL. */
public final class SqlVariableStore implements VariableStore {
    private final RevisedTable<StoredVariable> rows;

    public SqlVariableStore(Database database) {
        rows = new RevisedTable<>(database, "variable", "name", SqlVariableStore::variable);
    }

    @Override
    public Optional<StoredVariable> find(String project, String name) {
        return rows.find(project, name);
    }

    @Override
    public List<StoredVariable> list(String project, @Nullable String after, int limit) {
        return rows.list(project, Map.of(), after, limit);
    }

    @Override
    public int count(String project) {
        return rows.count(project);
    }

    @Override
    public boolean write(StoredVariable variable) {
        return rows.write(
                variable.project(),
                handle -> variable.revision() == 1 ? insert(handle, variable) : update(handle, variable));
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
        return rows.delete(project, name, revision);
    }

    @Override
    public long revision(String project) {
        return rows.revision(project);
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
