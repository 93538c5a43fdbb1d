package io.millrace.store;

import io.millrace.core.blob.BlobUse;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.lane.Learned;
import io.millrace.core.ledger.Ancestry;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.CachedResult;
import io.millrace.core.ledger.ChunkRow;
import io.millrace.core.ledger.DedupeClaim;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ScheduleRow;
import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.VariableRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes what a group decided, one statement batch per kind of change. */
final class BatchWriter {
    private static final String ADD_EVENT = insert("event", HotRows.EVENT);
    private static final String ADD_EXECUTION = insert("execution", HotRows.EXECUTION);
    private static final String ADD_ATTEMPT = insert("attempt", HotRows.ATTEMPT);
    private static final String ADD_CHUNK = insert("chunk", HotRows.CHUNK);
    private static final String ADD_TASK = insert("task", HotRows.TASK);
    private static final String ADD_BLOB_USE = insert("blob_use", "blob, owner");
    /** Rows of one call are locked until the commit; they come in one order, so that two groups never wait in a circle. */
    private static final String SET_RESULT =
            insert("cached_result", "call, project, connection, execution, step, item, no, until")
                    + " ON CONFLICT (call) DO UPDATE SET execution = excluded.execution, step = excluded.step,"
                    + " item = excluded.item, no = excluded.no, until = excluded.until";

    private static final String SET_EXECUTION =
            "UPDATE execution SET status = ?, progress = ?, failure = ?, revision = ?, finished_at = ?, lane = ?"
                    + " WHERE id = ?";
    private static final String SET_TASK = "UPDATE task SET kind = ?, place = ?, turn_at = ?, owner = ?, fence = ?,"
            + " tries = ?, spent = ?, crashes = ?, lane = ? WHERE subject = ? AND step = ? AND item = ?";
    private static final String REMOVE_TASK = "DELETE FROM task WHERE subject = ? AND step = ? AND item = ?";
    private static final String SET_SCHEDULE = "UPDATE schedule SET next_at = ?, fires = ?, last_at = ?, skipped = ?"
            + " WHERE project = ? AND workflow = ? AND trigger_id = ?";
    private static final String SET_LANE = insert("lane", HotRows.LANE + ", shut")
            + " ON CONFLICT (id) DO UPDATE SET slots = excluded.slots, held = excluded.held,"
            + " rate_limit = excluded.rate_limit, rate_period = excluded.rate_period, starts = excluded.starts,"
            + " hold_until = excluded.hold_until, breaker = excluded.breaker, pending = excluded.pending,"
            + " wake_at = excluded.wake_at, learned = excluded.learned,"
            + " refused_at = excluded.refused_at, shut = excluded.shut";
    private static final String REMOVE_LANE = "DELETE FROM lane WHERE id = ?";
    private static final String ADD_VARIABLE = insert("variable", HotRows.VARIABLE);
    private static final String SET_VARIABLE =
            "UPDATE variable SET content = ?, updated_at = ?, revision = ?" + " WHERE project = ? AND name = ?";
    private static final String COUNT_CHANGE = ProjectRevisions.COUNT;
    private static final String FREE_KEY = "DELETE FROM dedupe WHERE scope = ? AND key = ? AND event = ?";

    private static final String INHERIT_KEY = insert("dedupe", "scope, key, event, until");

    private final Session session;

    BatchWriter(Session session) {
        this.session = session;
    }

    private static String insert(String table, String columns) {
        String marks = columns.replaceAll("[a-z_]+", "?");
        return "INSERT INTO " + table + " (" + columns + ") VALUES (" + marks + ")";
    }

    private interface Binder<T> {
        void bind(PreparedStatement statement, T row) throws SQLException;
    }

    private <T> void each(String sql, Collection<T> rows, Binder<T> binder) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        PreparedStatement statement = session.prepare(sql);
        try {
            for (T row : rows) {
                binder.bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException | RuntimeException e) {
            statement.clearBatch(); // it is used again by the next transaction, which must not write these rows
            throw e;
        }
    }

    void freeKeys(Collection<DedupeClaim> claims) throws SQLException {
        each(FREE_KEY, claims, (statement, claim) -> {
            statement.setString(1, claim.scope());
            statement.setString(2, claim.key());
            statement.setLong(3, claim.event());
        });
    }

    void inheritKeys(Collection<DedupeClaim> claims) throws SQLException {
        each(INHERIT_KEY, claims, (statement, claim) -> {
            statement.setString(1, claim.scope());
            statement.setString(2, claim.key());
            statement.setLong(3, claim.event());
            statement.setLong(4, Columns.micros(claim.until()));
        });
    }

    void addEvents(Collection<EventRow> rows) throws SQLException {
        each(ADD_EVENT, rows, (statement, row) -> {
            statement.setLong(1, row.id());
            statement.setString(2, row.project());
            statement.setString(3, Columns.storable(row.type()));
            statement.setString(4, row.source());
            statement.setLong(5, Columns.micros(row.time()));
            statement.setString(6, row.data());
            statement.setString(7, row.headers());
            statement.setString(8, row.outcome());
            statement.setString(9, row.trace());
        });
    }

    void addExecutions(Collection<ExecutionRow> rows) throws SQLException {
        each(ADD_EXECUTION, rows, (statement, row) -> {
            statement.setLong(1, row.id());
            statement.setString(2, row.project());
            statement.setString(3, row.workflow());
            statement.setInt(4, row.version());
            statement.setLong(5, row.event());
            statement.setString(6, row.status().code());
            statement.setString(7, row.progress());
            statement.setString(8, row.failure());
            statement.setInt(9, row.revision());
            statement.setLong(10, Columns.micros(row.createdAt()));
            Columns.setLongOrNull(statement, 11, Columns.microsOrNull(row.finishedAt()));
            statement.setString(12, idOrNull(row.lane()));
            Ancestry.Parent parent = row.ancestry().parent();
            statement.setInt(13, row.ancestry().depth());
            Columns.setLongOrNull(statement, 14, parent == null ? null : parent.execution());
            statement.setString(15, parent == null ? null : parent.step());
            Columns.setLongOrNull(statement, 16, parent == null ? null : (long) parent.number());
        });
    }

    void setExecutions(Collection<ExecutionRow> rows) throws SQLException {
        each(SET_EXECUTION, rows, (statement, row) -> {
            statement.setString(1, row.status().code());
            statement.setString(2, row.progress());
            statement.setString(3, row.failure());
            statement.setInt(4, row.revision());
            Columns.setLongOrNull(statement, 5, Columns.microsOrNull(row.finishedAt()));
            statement.setString(6, idOrNull(row.lane()));
            statement.setLong(7, row.id());
        });
    }

    void addAttempts(Collection<AttemptRow> rows) throws SQLException {
        each(ADD_ATTEMPT, rows, (statement, row) -> {
            statement.setLong(1, row.subject());
            statement.setString(2, row.step());
            statement.setInt(3, row.item());
            statement.setInt(4, row.no());
            statement.setString(5, row.status());
            statement.setString(6, row.errorClass());
            statement.setString(7, row.decision());
            statement.setString(8, Columns.storable(row.reason()));
            statement.setLong(9, Columns.micros(row.startedAt()));
            statement.setLong(10, Columns.micros(row.finishedAt()));
            Columns.setLongOrNull(statement, 11, Columns.microsOrNull(row.nextAt()));
            statement.setString(12, row.input());
            statement.setString(13, row.exchanges());
            statement.setString(14, row.output());
            statement.setInt(15, row.revision());
        });
    }

    void addBlobUses(Collection<BlobUse> uses) throws SQLException {
        each(ADD_BLOB_USE, uses, (statement, use) -> {
            statement.setLong(1, use.blob());
            statement.setLong(2, use.owner());
        });
    }

    void addChunks(Collection<ChunkRow> rows) throws SQLException {
        each(ADD_CHUNK, rows, (statement, row) -> {
            statement.setLong(1, row.execution());
            statement.setString(2, row.step());
            statement.setInt(3, row.round());
            statement.setInt(4, row.no());
            statement.setString(5, row.body());
        });
    }

    void setResults(Collection<CachedResult> rows) throws SQLException {
        each(SET_RESULT, rows, (statement, row) -> {
            statement.setString(1, row.call());
            statement.setString(2, row.project());
            statement.setString(3, row.connection());
            statement.setLong(4, row.execution());
            statement.setString(5, row.step());
            statement.setInt(6, row.item());
            statement.setInt(7, row.no());
            statement.setLong(8, Columns.micros(row.until()));
        });
    }

    void addTasks(Collection<TaskRow> rows) throws SQLException {
        each(ADD_TASK, rows, (statement, row) -> {
            bindKey(statement, 1, row.key());
            statement.setString(4, row.kind());
            statement.setString(5, row.project());
            statement.setInt(6, row.place().number());
            statement.setLong(7, Columns.micros(row.turnAt()));
            Columns.setLongOrNull(statement, 8, row.owner());
            statement.setLong(9, row.fence());
            statement.setInt(10, row.tries());
            statement.setInt(11, row.spent());
            statement.setInt(12, row.crashes());
            statement.setString(13, row.trace());
            statement.setString(14, idOrNull(row.lane()));
        });
    }

    void setTasks(Collection<TaskRow> rows) throws SQLException {
        each(SET_TASK, rows, (statement, row) -> {
            statement.setString(1, row.kind());
            statement.setInt(2, row.place().number());
            statement.setLong(3, Columns.micros(row.turnAt()));
            Columns.setLongOrNull(statement, 4, row.owner());
            statement.setLong(5, row.fence());
            statement.setInt(6, row.tries());
            statement.setInt(7, row.spent());
            statement.setInt(8, row.crashes());
            statement.setString(9, idOrNull(row.lane()));
            bindKey(statement, 10, row.key());
        });
    }

    void removeTasks(Collection<TaskKey> keys) throws SQLException {
        each(REMOVE_TASK, keys, (statement, key) -> bindKey(statement, 1, key));
    }

    void setSchedules(Collection<ScheduleRow> rows) throws SQLException {
        each(SET_SCHEDULE, rows, (statement, row) -> {
            Columns.setLongOrNull(statement, 1, Columns.microsOrNull(row.nextAt()));
            statement.setLong(2, row.fires());
            Columns.setLongOrNull(statement, 3, Columns.microsOrNull(row.lastAt()));
            statement.setLong(4, row.skipped());
            statement.setString(5, row.key().project());
            statement.setString(6, row.key().workflow());
            statement.setString(7, row.key().trigger());
        });
    }

    /** What is there already is locked; what another node adds in this moment makes the commit fail, and be tried again. */
    void setVariables(Collection<VariableRow> rows) throws SQLException {
        each(ADD_VARIABLE, rows.stream().filter(row -> row.revision() == 1).toList(), (statement, row) -> {
            statement.setString(1, row.key().project());
            statement.setString(2, row.key().name());
            statement.setInt(3, 0);
            statement.setString(4, row.value());
            statement.setLong(5, Columns.micros(row.createdAt()));
            statement.setLong(6, Columns.micros(row.updatedAt()));
            statement.setLong(7, row.revision());
        });
        each(SET_VARIABLE, rows.stream().filter(row -> row.revision() > 1).toList(), (statement, row) -> {
            statement.setString(1, row.value());
            statement.setLong(2, Columns.micros(row.updatedAt()));
            statement.setLong(3, row.revision());
            statement.setString(4, row.key().project());
            statement.setString(5, row.key().name());
        });
        Set<String> projects = new TreeSet<>();
        rows.forEach(row -> projects.add(row.key().project()));
        each(COUNT_CHANGE, projects, (statement, project) -> {
            statement.setString(1, project);
            statement.setString(2, "variable");
        });
    }

    void setLanes(Collection<LaneRow> rows) throws SQLException {
        each(SET_LANE, rows, (statement, row) -> {
            statement.setString(1, row.key().id());
            Columns.setLongOrNull(
                    statement, 2, row.limits().slots().map(Integer::longValue).orElse(null));
            statement.setLong(3, row.held());
            Columns.setLongOrNull(
                    statement,
                    4,
                    row.limits().rate().map(rate -> (long) rate.limit()).orElse(null));
            Columns.setLongOrNull(
                    statement, 5, row.limits().rate().map(Columns::periodMicros).orElse(null));
            statement.setString(6, row.starts());
            Columns.setLongOrNull(statement, 7, Columns.microsOrNull(row.holdUntil()));
            statement.setString(8, row.breaker());
            statement.setString(9, row.pending());
            Columns.setLongOrNull(statement, 10, Columns.microsOrNull(row.wakeAt()));
            Learned learned = row.learned();
            statement.setString(11, learned == null ? null : learned.text());
            Columns.setLongOrNull(statement, 12, Columns.microsOrNull(row.refusedAt()));
            statement.setInt(13, row.shut() ? 1 : 0);
        });
    }

    void removeLanes(Collection<LaneKey> keys) throws SQLException {
        each(REMOVE_LANE, keys, (statement, key) -> statement.setString(1, key.id()));
    }

    private static @Nullable String idOrNull(@Nullable LaneKey lane) {
        return lane == null ? null : lane.id();
    }

    private static void bindKey(PreparedStatement statement, int index, TaskKey key) throws SQLException {
        statement.setLong(index, key.subject());
        statement.setString(index + 1, key.step());
        statement.setInt(index + 2, key.item());
    }
}
