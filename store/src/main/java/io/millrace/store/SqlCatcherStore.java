package io.millrace.store;

import io.millrace.core.catcher.CatcherStore;
import io.millrace.core.catcher.CaughtName;
import io.millrace.core.catcher.CaughtRequest;
import io.millrace.core.shared.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What the catcher caught, on SQL. The numbers of the rows say what is newest. */
public final class SqlCatcherStore implements CatcherStore {
    private final Database database;

    public SqlCatcherStore(Database database) {
        this.database = database;
    }

    @Override
    public void add(String project, String name, CaughtRequest request, Kept kept) {
        database.run(handle -> {
            insert(handle, project, name, request);
            int left = forgetRequests(handle, project, name, kept.requests());
            if (left == 1) {
                forgetNames(handle, project, kept.names()); // only a new name can be one too many
            }
            forgetBytes(handle, project, kept.bytes());
        });
    }

    private static void insert(Handle handle, String project, String name, CaughtRequest request) {
        handle.createUpdate(
                        "INSERT INTO caught (project, name, time, method, path, query, headers, truncated, remote, bytes, body)"
                                + " VALUES (:project, :name, :time, :method, :path, :query, :headers, :truncated, :remote, :bytes, :body)")
                .bind("project", project)
                .bind("name", name)
                .bind("time", Columns.micros(request.time()))
                .bind("method", request.method())
                .bind("path", request.path())
                .bind("query", request.query())
                .bind("headers", Json.write(request.headers()))
                .bind("truncated", request.truncated() ? 1 : 0)
                .bind("remote", request.remote())
                .bind("bytes", request.size())
                .bind("body", request.body())
                .execute();
    }

    /** Returns how many stay. */
    private static int forgetRequests(Handle handle, String project, String name, int kept) {
        List<Long> ids = handle.createQuery(
                        "SELECT id FROM caught WHERE project = :project AND name = :name ORDER BY id DESC")
                .bind("project", project)
                .bind("name", name)
                .mapTo(Long.class)
                .list();
        if (ids.size() <= kept) {
            return ids.size();
        }
        handle.createUpdate("DELETE FROM caught WHERE project = :project AND name = :name AND id < :oldest")
                .bind("project", project)
                .bind("name", name)
                .bind("oldest", ids.get(kept - 1))
                .execute();
        return kept;
    }

    private static void forgetNames(Handle handle, String project, int kept) {
        handle.createUpdate("DELETE FROM caught WHERE project = :project AND name NOT IN (SELECT name FROM caught"
                        + " WHERE project = :project GROUP BY name ORDER BY max(id) DESC LIMIT :kept)")
                .bind("project", project)
                .bind("kept", kept)
                .execute();
    }

    /** Reads the index only. The newest request stays, whatever its size. */
    private static void forgetBytes(Handle handle, String project, long kept) {
        handle.createUpdate("DELETE FROM caught WHERE project = :project AND id <= (SELECT max(id) FROM (SELECT id,"
                        + " sum(bytes) OVER (ORDER BY id DESC) AS total, max(id) OVER () AS newest FROM caught"
                        + " WHERE project = :project) sized WHERE total > :kept AND id < newest)")
                .bind("project", project)
                .bind("kept", kept)
                .execute();
    }

    @Override
    public List<CaughtRequest> list(String project, String name, int limit, long mostBytes) {
        return database.read(handle -> handle.createQuery(
                        "SELECT time, method, path, query, headers, truncated, remote, body FROM caught"
                                + " WHERE id IN (SELECT id FROM (SELECT id, sum(bytes) OVER (ORDER BY id DESC) AS total,"
                                + " max(id) OVER () AS newest FROM caught WHERE project = :project AND name = :name) sized"
                                + " WHERE total <= :most OR id = newest) ORDER BY id DESC LIMIT :limit")
                .bind("project", project)
                .bind("name", name)
                .bind("limit", limit)
                .bind("most", mostBytes)
                .map((row, _) -> request(row))
                .list());
    }

    private static CaughtRequest request(ResultSet row) throws SQLException {
        return new CaughtRequest(
                Columns.instant(row.getLong("time")),
                row.getString("method"),
                row.getString("path"),
                row.getString("query"),
                headers(row.getString("headers")),
                row.getBytes("body"),
                row.getInt("truncated") == 1,
                row.getString("remote"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, List<String>> headers(String json) {
        return (Map<String, List<String>>) (Map<?, ?>) Json.readObject(json);
    }

    @Override
    public List<CaughtName> names(String project) {
        return database.read(handle -> handle.createQuery(
                        "SELECT name.name, name.requests, caught.time FROM (SELECT name, count(*) AS requests, max(id) AS last"
                                + " FROM caught WHERE project = :project GROUP BY name) name"
                                + " JOIN caught ON caught.id = name.last ORDER BY name.last DESC")
                .bind("project", project)
                .map((row, _) -> new CaughtName(
                        row.getString("name"), row.getInt("requests"), Columns.instant(row.getLong("time"))))
                .list());
    }

    @Override
    public void clear(String project, String name) {
        database.run(handle -> handle.createUpdate("DELETE FROM caught WHERE project = :project AND name = :name")
                .bind("project", project)
                .bind("name", name)
                .execute());
    }
}
