package io.millrace.store;

import io.millrace.core.connection.ConnectionStore;
import io.millrace.core.connection.Health;
import io.millrace.core.connection.Sealed;
import io.millrace.core.connection.StoredConnection;
import io.millrace.core.shared.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Connections on SQL; secrets as a JSON object of ciphertexts. */
public final class SqlConnectionStore implements ConnectionStore {
    private static final String SUBJECT = "connection";

    private final Database database;

    public SqlConnectionStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<StoredConnection> find(String project, String id) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM connection WHERE project = :project AND id = :id")
                        .bind("project", project)
                        .bind("id", id)
                        .map(SqlConnectionStore::connection)
                        .findOne());
    }

    @Override
    public List<StoredConnection> list(String project, @Nullable String tool, @Nullable String after, int limit) {
        String ofTool = tool == null ? "" : " AND tool = :tool";
        return database.read(handle -> {
            var query = handle.createQuery("SELECT * FROM connection WHERE project = :project AND id > :after" + ofTool
                            + " ORDER BY id LIMIT :limit")
                    .bind("project", project)
                    .bind("after", after == null ? "" : after)
                    .bind("limit", limit);
            if (tool != null) {
                query.bind("tool", tool);
            }
            return query.map(SqlConnectionStore::connection).list();
        });
    }

    @Override
    public int count(String project) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM connection WHERE project = :project")
                .bind("project", project)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public boolean write(StoredConnection connection) {
        return database.write(handle -> {
            boolean written = connection.revision() == 1 ? insert(handle, connection) : update(handle, connection);
            if (written) {
                ProjectRevisions.count(handle, connection.project(), SUBJECT);
            }
            return written;
        });
    }

    private static boolean insert(Handle handle, StoredConnection connection) {
        return handle.execute(
                        "INSERT INTO connection (project, id, tool, kind, config, secrets, health, health_at,"
                                + " health_message, created_at, updated_at, revision)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        connection.project(),
                        connection.id(),
                        connection.tool(),
                        connection.kind(),
                        Json.write(connection.config()),
                        secretsText(connection.secrets()),
                        connection.health().status().code(),
                        checkedAt(connection.health()),
                        connection.health().message(),
                        Columns.micros(connection.created()),
                        Columns.micros(connection.updated()),
                        connection.revision())
                == 1;
    }

    private static boolean update(Handle handle, StoredConnection connection) {
        return handle.execute(
                        "UPDATE connection SET tool = ?, kind = ?, config = ?, secrets = ?, health = ?, health_at = ?,"
                                + " health_message = ?, updated_at = ?, revision = ?"
                                + " WHERE project = ? AND id = ? AND revision = ?",
                        connection.tool(),
                        connection.kind(),
                        Json.write(connection.config()),
                        secretsText(connection.secrets()),
                        connection.health().status().code(),
                        checkedAt(connection.health()),
                        connection.health().message(),
                        Columns.micros(connection.updated()),
                        connection.revision(),
                        connection.project(),
                        connection.id(),
                        connection.revision() - 1)
                == 1;
    }

    @Override
    public boolean writeHealth(String project, String id, long revision, Health health) {
        return database.write(handle -> handle.execute(
                        "UPDATE connection SET health = ?, health_at = ?, health_message = ?"
                                + " WHERE project = ? AND id = ? AND revision = ?",
                        health.status().code(),
                        checkedAt(health),
                        health.message(),
                        project,
                        id,
                        revision)
                == 1);
    }

    @Override
    public boolean delete(String project, String id, long revision) {
        return database.write(handle -> {
            boolean deleted = handle.execute(
                            "DELETE FROM connection WHERE project = ? AND id = ? AND revision = ?",
                            project,
                            id,
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

    private static @Nullable Long checkedAt(Health health) {
        return Columns.microsOrNull(health.checked().orElse(null));
    }

    private static String secretsText(Map<String, Sealed> secrets) {
        Map<String, String> texts = new TreeMap<>();
        secrets.forEach((name, ciphertext) -> texts.put(name, ciphertext.base64()));
        return Json.write(texts);
    }

    private static Map<String, Sealed> secrets(String text) {
        Map<String, Sealed> secrets = new TreeMap<>();
        Json.readObject(text).forEach((name, ciphertext) -> secrets.put(name, new Sealed((String) ciphertext)));
        return secrets;
    }

    private static StoredConnection connection(ResultSet row, StatementContext context) throws SQLException {
        return new StoredConnection(
                row.getString("project"),
                row.getString("id"),
                row.getString("tool"),
                row.getString("kind"),
                Json.readObject(row.getString("config")),
                secrets(row.getString("secrets")),
                new Health(
                        Health.Status.valueOf(row.getString("health").toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(Columns.instantOrNull(row, "health_at")),
                        row.getString("health_message")),
                Columns.instant(row.getLong("created_at")),
                Columns.instant(row.getLong("updated_at")),
                row.getLong("revision"));
    }
}
