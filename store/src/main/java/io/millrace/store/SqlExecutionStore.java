package io.millrace.store;

import io.millrace.core.execution.ExecutionStore;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.Ids;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads executions and their journal. What a workflow version uses (tool, action, connection, tag) is looked up in an index
 * of versions, so that a filter by it costs the hot path nothing.
 */
public final class SqlExecutionStore implements ExecutionStore {
    private final Database database;

    public SqlExecutionStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<ExecutionRow> find(long id) {
        return database.read(
                handle -> handle.createQuery("SELECT " + HotRows.EXECUTION + " FROM execution WHERE id = :id")
                        .bind("id", id)
                        .map((row, context) -> HotRows.execution(row))
                        .findOne());
    }

    @Override
    public List<ExecutionRow> list(String project, Filter filter, long before, int limit) {
        StringBuilder sql = new StringBuilder(
                "SELECT " + HotRows.EXECUTION + " FROM execution WHERE project = :project AND id < :before");
        Map<String, Object> values = new LinkedHashMap<>();
        filter.workflow().ifPresent(workflow -> {
            sql.append(" AND workflow = :workflow");
            values.put("workflow", workflow);
        });
        filter.from().ifPresent(from -> {
            sql.append(" AND created_at >= :from");
            values.put("from", Columns.micros(from));
        });
        filter.to().ifPresent(to -> {
            sql.append(" AND created_at < :to");
            values.put("to", Columns.micros(to));
        });
        uses(sql, values, "tool", filter.tool());
        uses(sql, values, "action", filter.action());
        uses(sql, values, "connection", filter.connection());
        uses(sql, values, "tag", filter.tag());
        if (!filter.statuses().isEmpty()) {
            sql.append(" AND status IN (<statuses>)");
        }
        sql.append(" ORDER BY id DESC LIMIT :limit");
        return database.read(handle -> {
            Query query = handle.createQuery(sql.toString())
                    .bind("project", project)
                    .bind("before", before)
                    .bind("limit", limit)
                    .bindMap(values);
            if (!filter.statuses().isEmpty()) {
                query.bindList(
                        "statuses",
                        filter.statuses().stream().map(ExecutionStatus::code).toList());
            }
            return query.map((row, context) -> HotRows.execution(row)).list();
        });
    }

    private static void uses(StringBuilder sql, Map<String, Object> values, String kind, Optional<String> name) {
        name.ifPresent(value -> {
            sql.append(" AND (workflow, version) IN (SELECT workflow, version FROM workflow_use"
                    + " WHERE workflow_use.project = :project AND kind = '" + kind + "' AND name = :" + kind + ")");
            values.put(kind, value);
        });
    }

    @Override
    public List<ExecutionRow> ofEvent(long event) {
        return database.read(handle -> handle.createQuery("SELECT " + HotRows.EXECUTION
                        + " FROM execution WHERE event = :event ORDER BY id DESC LIMIT 1000")
                .bind("event", event)
                .map((row, context) -> HotRows.execution(row))
                .list());
    }

    @Override
    public List<AttemptRow> attempts(long execution) {
        return database.read(handle -> handle.createQuery("SELECT " + HotRows.ATTEMPT
                        + " FROM attempt WHERE subject = :execution ORDER BY finished_at, step, item, no")
                .bind("execution", execution)
                .map((row, context) -> HotRows.attempt(row))
                .list());
    }

    @Override
    public Optional<AttemptRow> attempt(long execution, String step, int no) {
        return database.read(handle -> handle.createQuery("SELECT " + HotRows.ATTEMPT
                        + " FROM attempt WHERE subject = :execution AND step = :step AND item = 0 AND no = :no")
                .bind("execution", execution)
                .bind("step", step)
                .bind("no", no)
                .map((row, context) -> HotRows.attempt(row))
                .findOne());
    }

    @Override
    public List<TaskRow> tasks(long execution) {
        return database.read(handle -> handle.createQuery(
                        "SELECT " + HotRows.TASK + " FROM task WHERE subject = :execution ORDER BY step, item")
                .bind("execution", execution)
                .map((row, context) -> HotRows.task(row))
                .list());
    }

    @Override
    public int purge(Instant before, Instant now, int limit) {
        return database.write(handle -> purgeExecutions(handle, before, limit)
                + purgeEvents(handle, before, limit)
                + purgeKeys(handle, now, limit));
    }

    private int purgeExecutions(Handle handle, Instant before, int limit) {
        List<Long> ended = handle.createQuery("SELECT id FROM execution"
                        + " WHERE status IN ('succeeded', 'failed', 'cancelled') AND finished_at < :before"
                        + " ORDER BY finished_at LIMIT :limit"
                        + database.dialect().forUpdateSkipLocked())
                .bind("before", Columns.micros(before))
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
        if (ended.isEmpty()) {
            return 0;
        }
        int attempts = handle.createUpdate("DELETE FROM attempt WHERE subject IN (<ids>)")
                .bindList("ids", ended)
                .execute();
        return attempts
                + handle.createUpdate("DELETE FROM execution WHERE id IN (<ids>)")
                        .bindList("ids", ended)
                        .execute();
    }

    /** Ids sort by time, so the old events are the first ones; no index by time is needed. */
    private int purgeEvents(Handle handle, Instant before, int limit) {
        return handle.createUpdate("DELETE FROM event WHERE id IN (SELECT event.id FROM event WHERE event.id < :first"
                        + " AND NOT EXISTS (SELECT 1 FROM execution WHERE execution.event = event.id)"
                        + " ORDER BY event.id LIMIT :limit" + database.dialect().forUpdateSkipLocked() + ")")
                .bind("first", Ids.firstAt(before))
                .bind("limit", limit)
                .execute();
    }

    private int purgeKeys(Handle handle, Instant now, int limit) {
        return handle.createUpdate("DELETE FROM dedupe WHERE (scope, key) IN"
                        + " (SELECT scope, key FROM dedupe WHERE until <= :now LIMIT :limit"
                        + database.dialect().forUpdateSkipLocked() + ")")
                .bind("now", Columns.micros(now))
                .bind("limit", limit)
                .execute();
    }
}
