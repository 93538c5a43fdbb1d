package io.millrace.store;

import io.millrace.core.connection.ConnectionStore;
import io.millrace.core.connection.Health;
import io.millrace.core.connection.Sealed;
import io.millrace.core.connection.StoredConnection;
import io.millrace.core.lane.Rate;
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
    private final Database database;
    private final RevisedTable<StoredConnection> rows;

    public SqlConnectionStore(Database database) {
        this.database = database;
        rows = new RevisedTable<>(database, "connection", "id", SqlConnectionStore::connection);
    }

    @Override
    public Optional<StoredConnection> find(String project, String id) {
        return rows.find(project, id);
    }

    @Override
    public List<StoredConnection> list(String project, @Nullable String tool, @Nullable String after, int limit) {
        return rows.list(project, tool == null ? Map.of() : Map.of("tool", tool), after, limit);
    }

    @Override
    public int count(String project) {
        return rows.count(project);
    }

    @Override
    public boolean write(StoredConnection connection) {
        return rows.write(
                connection.project(),
                handle -> connection.revision() == 1 ? insert(handle, connection) : update(handle, connection));
    }

    private static boolean insert(Handle handle, StoredConnection connection) {
        return handle.execute(
                        "INSERT INTO connection (project, id, tool, kind, config, secrets, health, health_at,"
                                + " health_message, created_at, updated_at, revision, slots, rate_limit, rate_period)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
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
                        connection.revision(),
                        connection.limits().slots().orElse(null),
                        connection.limits().rate().map(Rate::limit).orElse(null),
                        connection.limits().rate().map(Columns::periodMicros).orElse(null))
                == 1;
    }

    private static boolean update(Handle handle, StoredConnection connection) {
        return handle.execute(
                        "UPDATE connection SET tool = ?, kind = ?, config = ?, secrets = ?, health = ?, health_at = ?,"
                                + " health_message = ?, updated_at = ?, revision = ?, slots = ?, rate_limit = ?, rate_period = ?"
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
                        connection.limits().slots().orElse(null),
                        connection.limits().rate().map(Rate::limit).orElse(null),
                        connection.limits().rate().map(Columns::periodMicros).orElse(null),
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
        return rows.write(project, handle -> {
            boolean deleted = rows.delete(handle, project, id, revision);
            if (deleted) {
                SqlResultStore.dropOf(handle, rows.database().dialect(), project, id);
            }
            return deleted;
        });
    }

    @Override
    public long revision(String project) {
        return rows.revision(project);
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
                row.getLong("revision"),
                HotRows.limits(row));
    }
}
