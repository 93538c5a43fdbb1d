package io.millrace.store;

import io.millrace.core.execution.ExecutionStore;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.Ids;
import io.millrace.core.workflow.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads executions and their journal. What a workflow version uses (tool, action, connection, tag) is looked up in an index
 * of versions, so that a filter by it costs the hot path nothing.
 */
public final class SqlExecutionStore implements ExecutionStore {
    /**
     * The steps of an execution's journal, found by one look into the index each: what is recorded of the items of a step may
     * be a hundred thousand rows, which must not be read past.
     */
    private static final String STEPS = "WITH RECURSIVE named(step) AS ("
            + "SELECT MIN(step) FROM attempt WHERE subject = :execution"
            + " UNION ALL SELECT (SELECT MIN(step) FROM attempt WHERE subject = :execution AND step > named.step)"
            + " FROM named WHERE named.step IS NOT NULL) ";

    private static final String OF_STEPS =
            " FROM attempt WHERE subject = :execution AND step IN (SELECT step FROM named) AND item = 0";

    /** How much of an execution's journal is filled by an attempt and all newer ones; lengths are known without reading. */
    private static final String ROOM = "SELECT step AS of_step, item AS of_item, no AS of_no,"
            + " SUM(COALESCE(octet_length(input), 0) + COALESCE(octet_length(exchanges), 0)"
            + " + COALESCE(octet_length(output), 0)) OVER (ORDER BY revision DESC) AS filled"
            + OF_STEPS;

    private static final String JOURNAL =
            STEPS + "SELECT subject, step, item, no, revision, status, class, decision, reason,"
                    + " started_at, finished_at, next_at,"
                    + " CASE WHEN filled <= :bytes OR input IS NULL THEN input ELSE :left_out END AS input,"
                    + " CASE WHEN filled <= :bytes THEN exchanges END AS exchanges,"
                    + " CASE WHEN filled <= :bytes OR output IS NULL THEN output ELSE :left_out END AS output"
                    + " FROM attempt JOIN (" + ROOM + ") AS room ON step = of_step AND item = of_item AND no = of_no"
                    + " WHERE subject = :execution ORDER BY revision DESC LIMIT :limit";

    /** Of one item of a foreach step; without what it took and gave. */
    private static final String NEWEST_ENTRIES = "SELECT subject, step, item, no, revision, status, class, decision,"
            + " reason, started_at, finished_at, next_at, NULL AS input, NULL AS exchanges, NULL AS output FROM attempt"
            + " WHERE subject = :execution AND step = :step AND item > :after AND no = (SELECT MAX(no)"
            + " FROM attempt AS entry WHERE entry.subject = attempt.subject AND entry.step = attempt.step"
            + " AND entry.item = attempt.item)";

    private static final String UNUSED = "NOT EXISTS (SELECT 1 FROM execution WHERE execution.event = event.id)";

    private static final String APPROVALS = "SELECT task.subject, execution.workflow, execution.version, task.step,"
            + " attempt.finished_at, task.turn_at, attempt.input FROM task"
            + " JOIN execution ON execution.id = task.subject"
            + " JOIN attempt ON attempt.subject = task.subject AND attempt.step = task.step"
            + " AND attempt.item = task.item AND attempt.no = task.tries"
            + " WHERE task.project = :project AND task.kind = 'approval' AND task.subject <= :execution"
            + " AND (task.subject < :execution OR task.step > :step)";

    private static final String OPEN = "execution_open";
    private static final String FAILED = "execution_failed";

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
        Selection selection = Selection.of(database.dialect(), filter);
        String sql = "SELECT " + HotRows.EXECUTION + selection.sql() + " ORDER BY id DESC LIMIT :limit";
        return database.read(handle -> handle.createQuery(sql)
                .bind("project", project)
                .bind("before", before)
                .bind("limit", limit)
                .bindMap(selection.values())
                .map((row, context) -> HotRows.execution(row))
                .list());
    }

    @Override
    public int count(String project, Filter filter, long before, int limit) {
        Selection selection = Selection.of(database.dialect(), filter);
        return database.read(handle -> handle.createQuery(counting(selection))
                .bind("project", project)
                .bind("before", before)
                .bind("limit", limit)
                .bindMap(selection.values())
                .mapTo(Integer.class)
                .one());
    }

    static String counting(Dialect dialect, Filter filter) {
        return counting(Selection.of(dialect, filter));
    }

    private static String counting(Selection selection) {
        return "SELECT COUNT(*) FROM (SELECT 1" + selection.sql() + " LIMIT :limit) AS counted";
    }

    /** Which executions a filter leaves: the end of a statement, from its {@code FROM} on, and the filter's values. */
    private record Selection(String sql, Map<String, Object> values) {
        static Selection of(Dialect dialect, Filter filter) {
            StringBuilder sql = new StringBuilder(
                    " FROM execution" + index(dialect, filter) + " WHERE project = :project AND id < :before");
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
            return new Selection(sql.append(among(filter.statuses())).toString(), values);
        }

        /** Where few are looked for among many. An index of some statuses serves exactly those, named in its order. */
        private static String index(Dialect dialect, Filter filter) {
            if (filter.workflow().isPresent()) {
                return "";
            }
            if (filter.statuses().equals(ExecutionStatus.UNFINISHED)) {
                return dialect.indexedBy(OPEN);
            }
            return filter.statuses().equals(List.of(ExecutionStatus.FAILED)) ? dialect.indexedBy(FAILED) : "";
        }
    }

    /**
     * Written out, in the order of their declaration, and not bound: databases use an index of some statuses only where they
     * can read that no others are wanted.
     */
    private static String among(List<ExecutionStatus> statuses) {
        List<String> codes = statuses.stream()
                .distinct()
                .sorted()
                .map(status -> "'" + status.code() + "'")
                .toList();
        return switch (codes.size()) {
            case 0 -> "";
            case 1 -> " AND status = " + codes.getFirst();
            default -> " AND status IN (" + String.join(", ", codes) + ")";
        };
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
    public List<Course> courses(String project, Instant from, Instant to, int limit) {
        return database.read(handle -> handle.createQuery("SELECT status, created_at, finished_at FROM execution"
                        + " WHERE project = :project AND id >= :first AND id < :end ORDER BY id DESC LIMIT :limit")
                .bind("project", project)
                .bind("first", Ids.firstAt(from))
                .bind("end", Ids.firstAt(to))
                .bind("limit", limit)
                .map((row, context) -> new Course(
                        ExecutionStatus.ofCode(row.getString("status")),
                        Columns.instant(row.getLong("created_at")),
                        Columns.instantOrNull(row, "finished_at")))
                .list());
    }

    @Override
    public List<AttemptRow> attempts(long execution) {
        List<AttemptRow> newestFirst = database.read(handle -> handle.createQuery(JOURNAL)
                .bind("execution", execution)
                .bind("bytes", MOST_BYTES)
                .bind("left_out", AttemptRow.LEFT_OUT)
                .bind("limit", MOST_ATTEMPTS)
                .map((row, context) -> HotRows.attempt(row))
                .list());
        return newestFirst.reversed();
    }

    @Override
    public List<AttemptRow> attemptsAfter(long execution, int revision, int limit) {
        return database.read(handle -> handle.createQuery(STEPS + "SELECT " + HotRows.ATTEMPT + OF_STEPS
                        + " AND revision > :revision ORDER BY revision LIMIT :limit")
                .bind("execution", execution)
                .bind("revision", revision)
                .bind("limit", limit)
                .map((row, context) -> HotRows.attempt(row))
                .list());
    }

    @Override
    public Map<String, Integer> tries(long execution) {
        return database.read(handle -> handle
                .createQuery(
                        STEPS + "SELECT step, COUNT(*) AS tries" + OF_STEPS + " AND decision <> 'skip' GROUP BY step")
                .bind("execution", execution)
                .map((row, context) -> Map.entry(row.getString("step"), row.getInt("tries")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Optional<AttemptRow> attempt(long execution, String step, int item, int no) {
        return database.read(handle -> handle.createQuery("SELECT " + HotRows.ATTEMPT
                        + " FROM attempt WHERE subject = :execution AND step = :step AND item = :item AND no = :no")
                .bind("execution", execution)
                .bind("step", step)
                .bind("item", item)
                .bind("no", no)
                .map((row, context) -> HotRows.attempt(row))
                .findOne());
    }

    @Override
    public Optional<String> chunk(long execution, String step, int round, int no) {
        return database.read(handle -> handle.createQuery("SELECT body FROM chunk"
                        + " WHERE execution = :execution AND step = :step AND round = :round AND no = :no")
                .bind("execution", execution)
                .bind("step", step)
                .bind("round", round)
                .bind("no", no)
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public List<ItemTries> itemTries(long execution, String step) {
        return database.read(handle -> handle.createQuery("SELECT item, MAX(no) AS tries,"
                        + " MAX(CASE WHEN status = 'succeeded' THEN 1 ELSE 0 END) AS done FROM attempt"
                        + " WHERE subject = :execution AND step = :step AND item > 0 GROUP BY item ORDER BY item")
                .bind("execution", execution)
                .bind("step", step)
                .map((row, context) ->
                        new ItemTries(row.getInt("item") - 1, row.getInt("tries"), row.getInt("done") == 1))
                .list());
    }

    @Override
    public Optional<Map<Integer, String>> itemOutputs(long execution, String step, long mostBytes) {
        String which = " FROM attempt WHERE subject = :execution AND step = :step AND item > 0"
                + " AND status = 'succeeded' AND output IS NOT NULL";
        return database.read(handle -> {
            long bytes = handle.createQuery("SELECT COALESCE(SUM(octet_length(output)), 0)" + which)
                    .bind("execution", execution)
                    .bind("step", step)
                    .mapTo(Long.class)
                    .one();
            return bytes > mostBytes
                    ? Optional.empty()
                    : Optional.of(handle
                            .createQuery("SELECT item, output" + which + " ORDER BY item")
                            .bind("execution", execution)
                            .bind("step", step)
                            .map((row, context) -> Map.entry(row.getInt("item") - 1, row.getString("output")))
                            .stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        });
    }

    @Override
    public List<AttemptRow> items(long execution, String step, Optional<StepStatus> status, int after, int limit) {
        String sql = NEWEST_ENTRIES + (status.isPresent() ? " AND status = :status AND next_at IS NULL" : "")
                + " ORDER BY item LIMIT :limit";
        return database.read(handle -> {
            Query query = handle.createQuery(sql)
                    .bind("execution", execution)
                    .bind("step", step)
                    .bind("after", after + 1)
                    .bind("limit", limit);
            status.ifPresent(wanted -> query.bind("status", wanted.code()));
            return query.map((row, context) -> HotRows.attempt(row)).list();
        });
    }

    @Override
    public List<AttemptRow> itemAttempts(long execution, String step, int index) {
        return database.read(handle -> handle.createQuery("SELECT " + HotRows.ATTEMPT
                        + " FROM attempt WHERE subject = :execution AND step = :step AND item = :item ORDER BY no")
                .bind("execution", execution)
                .bind("step", step)
                .bind("item", index + 1)
                .map((row, context) -> HotRows.attempt(row))
                .list());
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
    public List<Unfinished> unfinished(String project, long after, int limit) {
        // One statement, so that an execution and its tasks are seen as they were at one moment.
        String sql =
                "SELECT id, execution.project AS project, workflow, version, event, status, progress, failure, revision,"
                        + " created_at, finished_at, execution.lane AS lane, depth, parent, parent_step, parent_try, subject, step, item,"
                        + " kind, place, turn_at, owner, fence, tries, spent, crashes, trace, task.lane AS task_lane FROM (SELECT * FROM execution"
                        + database.dialect().indexedBy(OPEN)
                        + " WHERE project = :project AND id > :after" + among(ExecutionStatus.UNFINISHED)
                        + " ORDER BY id LIMIT :limit) AS execution LEFT JOIN task ON subject = id ORDER BY id, step, item";
        List<Unfinished> rows = database.read(handle -> handle.createQuery(sql)
                .bind("project", project)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Unfinished(
                        HotRows.execution(row),
                        row.getString("step") == null ? List.of() : List.of(HotRows.task(row, "task_lane"))))
                .list());
        Map<Long, Unfinished> whole = new LinkedHashMap<>();
        rows.forEach(row -> whole.merge(row.execution().id(), row, SqlExecutionStore::joined));
        return List.copyOf(whole.values());
    }

    private static Unfinished joined(Unfinished known, Unfinished more) {
        List<TaskRow> tasks = new ArrayList<>(known.tasks());
        tasks.addAll(more.tasks());
        return new Unfinished(known.execution(), tasks);
    }

    @Override
    public List<TaskRow> strayTasks(String project, int limit) {
        return database.read(handle -> handle.createQuery("SELECT " + HotRows.TASK + " FROM task"
                        + " WHERE project = :project AND kind NOT IN ('" + TaskRow.ENDED + "', '" + TaskRow.ABANDONED
                        + "')"
                        + " AND NOT EXISTS (SELECT 1 FROM execution"
                        + " WHERE execution.id = task.subject"
                        + among(ExecutionStatus.UNFINISHED) + ") ORDER BY subject, step, item LIMIT :limit")
                .bind("project", project)
                .bind("limit", limit)
                .map((row, context) -> HotRows.task(row))
                .list());
    }

    @Override
    public List<WaitingApproval> approvals(String project, ApprovalFilter filter, ApprovalPlace after, int limit) {
        StringBuilder sql = new StringBuilder(APPROVALS);
        Map<String, Object> values = new LinkedHashMap<>();
        filter.workflow().ifPresent(workflow -> {
            sql.append(" AND execution.workflow = :workflow");
            values.put("workflow", workflow);
        });
        filter.execution().ifPresent(execution -> {
            sql.append(" AND task.subject = :only");
            values.put("only", execution);
        });
        sql.append(" ORDER BY task.subject DESC, task.step LIMIT :limit");
        return database.read(handle -> handle.createQuery(sql.toString())
                .bind("project", project)
                .bind("execution", after.execution())
                .bind("step", after.step())
                .bind("limit", limit)
                .bindMap(values)
                .map((row, context) -> new WaitingApproval(
                        row.getLong("subject"),
                        row.getString("workflow"),
                        row.getInt("version"),
                        row.getString("step"),
                        Columns.instant(row.getLong("finished_at")),
                        Columns.instant(row.getLong("turn_at")),
                        row.getString("input")))
                .list());
    }

    @Override
    public int purge(Optional<String> project, Instant endedBefore, Instant eventsBefore, int limit) {
        return database.write(handle -> purgeExecutions(handle, project, endedBefore, limit)
                + purgeEvents(handle, project, eventsBefore, limit));
    }

    @Override
    public int purgeKeys(Instant now, int limit) {
        return database.write(handle -> purgeKeys(handle, now, limit));
    }

    @Override
    public List<String> projects() {
        return database.read(handle -> handle.createQuery("WITH RECURSIVE known (id) AS ("
                        + "SELECT min(project) FROM event UNION ALL"
                        + " SELECT (SELECT min(project) FROM event WHERE project > known.id) FROM known"
                        + " WHERE known.id IS NOT NULL) SELECT id FROM known WHERE id IS NOT NULL")
                .mapTo(String.class)
                .list());
    }

    /** Those of one project are found by their ids, which sort by time: an execution begins before it ends. */
    private int purgeExecutions(Handle handle, Optional<String> project, Instant before, int limit) {
        String which = project.isPresent()
                ? "project = :project AND id < :first AND finished_at < :before ORDER BY id"
                : "finished_at < :before ORDER BY finished_at";
        List<Long> ended = handle.createQuery("SELECT id FROM execution"
                        + " WHERE status IN ('succeeded', 'failed', 'cancelled') AND " + which + " LIMIT :limit"
                        + database.dialect().forUpdateSkipLocked())
                .bind("project", project.orElse(""))
                .bind("first", Ids.firstAt(before))
                .bind("before", Columns.micros(before))
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
        if (ended.isEmpty()) {
            return 0;
        }
        dropBlobs(handle, ended);
        int attempts = handle.createUpdate("DELETE FROM attempt WHERE subject IN (<ids>)")
                .bindList("ids", ended)
                .execute();
        int chunks = handle.createUpdate("DELETE FROM chunk WHERE execution IN (<ids>)")
                .bindList("ids", ended)
                .execute();
        return attempts
                + chunks
                + handle.createUpdate("DELETE FROM execution WHERE id IN (<ids>)")
                        .bindList("ids", ended)
                        .execute();
    }

    /**
     * Ids sort by time, so the old events are the first ones; no index by time is needed. Whether an event has executions is
     * asked again once it is locked: a replay that held it until then may have made one.
     */
    private int purgeEvents(Handle handle, Optional<String> project, Instant before, int limit) {
        String which = project.isPresent() ? "event.project = :project AND " : "";
        List<Long> old = handle.createQuery("SELECT event.id FROM event WHERE " + which + "event.id < :first AND "
                        + UNUSED + " ORDER BY event.id LIMIT :limit"
                        + database.dialect().forUpdateSkipLocked())
                .bind("project", project.orElse(""))
                .bind("first", Ids.firstAt(before))
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
        if (old.isEmpty()) {
            return 0;
        }
        List<Long> gone = handle.createQuery("DELETE FROM event WHERE id IN (<old>) AND " + UNUSED + " RETURNING id")
                .bindList("old", old)
                .mapTo(Long.class)
                .list();
        dropBlobs(handle, gone);
        return gone.size();
    }

    /** Marks what the rows of these events or executions refer to: it is deleted where it is kept, once they are gone. */
    private static void dropBlobs(Handle handle, List<Long> owners) {
        if (!owners.isEmpty()) {
            handle.createUpdate("UPDATE blob_use SET dropped = 1 WHERE owner IN (<owners>)")
                    .bindList("owners", owners)
                    .execute();
        }
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
