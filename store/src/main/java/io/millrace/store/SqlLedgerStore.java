package io.millrace.store;

import io.millrace.core.ledger.Batch;
import io.millrace.core.ledger.DedupeClaim;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.LedgerStore;
import io.millrace.core.ledger.LoadedRows;
import io.millrace.core.ledger.LoadedRows.DedupeKey;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.ledger.ScheduleRow;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.VariableKey;
import io.millrace.core.ledger.VariableRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The group commit on SQL.
 *
 * <p>Rows are locked in one order over all nodes, so that two groups never wait for each other in a circle: dedupe keys,
 * kept events, executions, tasks, schedules, variables, lanes, each sorted. Tasks that wait in a locked lane are locked last,
 * passing over those that others hold. A dedupe key is locked by claiming it: the insert waits for whoever claims the
 * same key, and tells who won.
 */
public final class SqlLedgerStore implements LedgerStore {
    private static final String CLAIM = "INSERT INTO dedupe (scope, key, event, until) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (scope, key) DO UPDATE SET"
            + " event = CASE WHEN dedupe.until <= ? THEN excluded.event ELSE dedupe.event END,"
            + " until = CASE WHEN dedupe.until <= ? THEN excluded.until ELSE dedupe.until END"
            + " RETURNING event";

    /** The class of SQL states that says so. */
    private static final String DATA_EXCEPTION = "22";

    private final Database database;
    private final String lockExecutions;
    private final String lockTasks;
    private final String lockSchedule;
    private final String lockVariable;
    private final String earlierEvents;
    private final String keepEvents;

    public SqlLedgerStore(Database database) {
        this(database, database.dialect().forUpdate());
    }

    /** @param forUpdate what locks the rows that are read; the proof that it is needed leaves it out */
    SqlLedgerStore(Database database, String forUpdate) {
        this.database = database;
        Dialect dialect = database.dialect();
        lockExecutions = "SELECT " + HotRows.EXECUTION + " FROM execution WHERE " + dialect.oneOf("id") + " ORDER BY id"
                + forUpdate;
        lockTasks = "SELECT " + HotRows.TASK + " FROM task WHERE " + dialect.oneOf("subject")
                + " ORDER BY subject, step, item" + forUpdate;
        lockSchedule = "SELECT " + HotRows.SCHEDULE
                + " FROM schedule WHERE project = ? AND workflow = ? AND trigger_id = ?" + forUpdate;
        lockVariable = "SELECT " + HotRows.VARIABLE + " FROM variable WHERE project = ? AND name = ?" + forUpdate;
        earlierEvents = "SELECT " + HotRows.EVENT + " FROM event WHERE " + dialect.oneOf("id");
        keepEvents = "SELECT id FROM event WHERE " + dialect.oneOf("id") + " ORDER BY id" + dialect.forKeyShare();
    }

    @Override
    public void transact(Locks locks, boolean again, Function<LoadedRows, Batch> decide) {
        database.transact(session -> {
            writeOrRefuse(session, decided(decide, load(session, locks, again)));
            return true;
        });
    }

    private static Batch decided(Function<LoadedRows, Batch> decide, LoadedRows loaded) throws SQLException {
        try {
            return decide.apply(loaded);
        } catch (LaneLocks.HeadsException e) {
            throw e.failure();
        }
    }

    /** A value that the database can never keep must not look like a database that is away: it would be tried for ever. */
    private static void writeOrRefuse(Session session, Batch batch) throws SQLException {
        try {
            write(session, batch);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith(DATA_EXCEPTION)) {
                throw new IllegalArgumentException("the database cannot keep a value of this commit", e);
            }
            throw e;
        }
    }

    private LoadedRows load(Session session, Locks locks, boolean again) throws SQLException {
        Map<DedupeKey, Long> holders = claim(session, locks.claims());
        Set<Long> stored = new HashSet<>();
        if (!locks.kept().isEmpty()) {
            stored.addAll(HotRows.all(select(session, keepEvents, locks.kept()), row -> row.getLong(1)));
        }
        List<ExecutionRow> executions = locks.executions().isEmpty()
                ? List.of()
                : HotRows.all(select(session, lockExecutions, locks.executions()), HotRows::execution);
        Set<Long> subjects = new TreeSet<>(locks.tasksOf());
        locks.tasks().forEach(task -> subjects.add(task.subject()));
        List<TaskRow> tasks = subjects.isEmpty()
                ? List.of()
                : HotRows.all(select(session, lockTasks, List.copyOf(subjects)), HotRows::task);
        List<ScheduleRow> schedules = new ArrayList<>();
        for (ScheduleKey key : locks.schedules()) {
            schedules.addAll(lock(session, key));
        }
        List<VariableRow> variables = new ArrayList<>();
        for (VariableKey key : locks.variables()) {
            variables.addAll(lock(session, key));
        }
        List<EventRow> earlier = again && !locks.events().isEmpty()
                ? HotRows.all(select(session, earlierEvents, locks.events()), HotRows::event)
                : List.of();
        LaneLocks lanes = new LaneLocks(session);
        return new LoadedRows(
                holders,
                stored,
                earlier,
                executions,
                tasks,
                schedules,
                variables,
                lanes.lock(LaneLocks.wanted(locks, executions, tasks)),
                lanes::heads);
    }

    private static Map<DedupeKey, Long> claim(Session session, List<DedupeClaim> claims) throws SQLException {
        if (claims.isEmpty()) {
            return Map.of();
        }
        Map<DedupeKey, Long> holders = new HashMap<>();
        List<DedupeClaim> sorted = claims.stream()
                .sorted(Comparator.comparing(DedupeClaim::scope).thenComparing(DedupeClaim::key))
                .toList();
        PreparedStatement statement = session.prepare(CLAIM);
        for (DedupeClaim claim : sorted) {
            statement.setString(1, claim.scope());
            statement.setString(2, claim.key());
            statement.setLong(3, claim.event());
            statement.setLong(4, Columns.micros(claim.until()));
            statement.setLong(5, Columns.micros(claim.now()));
            statement.setLong(6, Columns.micros(claim.now()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                holders.put(DedupeKey.of(claim), row.getLong(1));
            }
        }
        return holders;
    }

    private static ResultSet select(Session session, String sql, List<Long> ids) throws SQLException {
        PreparedStatement statement = session.prepare(sql);
        session.dialect().bind(statement, 1, ids);
        return statement.executeQuery();
    }

    private List<ScheduleRow> lock(Session session, ScheduleKey key) throws SQLException {
        PreparedStatement statement = session.prepare(lockSchedule);
        statement.setString(1, key.project());
        statement.setString(2, key.workflow());
        statement.setString(3, key.trigger());
        return HotRows.all(statement.executeQuery(), HotRows::schedule);
    }

    private List<VariableRow> lock(Session session, VariableKey key) throws SQLException {
        PreparedStatement statement = session.prepare(lockVariable);
        statement.setString(1, key.project());
        statement.setString(2, key.name());
        return HotRows.all(statement.executeQuery(), HotRows::variable);
    }

    private static void write(Session session, Batch batch) throws SQLException {
        BatchWriter writer = new BatchWriter(session);
        writer.freeKeys(batch.lostClaims());
        writer.inheritKeys(batch.inheritedClaims());
        writer.addEvents(batch.newEvents());
        writer.addExecutions(batch.newExecutions());
        writer.setExecutions(batch.changedExecutions());
        writer.addAttempts(batch.newAttempts());
        writer.addChunks(batch.newChunks());
        writer.addBlobUses(batch.newBlobUses());
        writer.removeTasks(batch.removedTasks());
        writer.setTasks(batch.changedTasks());
        writer.addTasks(batch.newTasks());
        writer.setSchedules(batch.changedSchedules());
        writer.setVariables(batch.changedVariables());
        writer.setResults(batch.cachedResults());
        writer.removeLanes(batch.removedLanes());
        writer.setLanes(batch.changedLanes());
    }
}
