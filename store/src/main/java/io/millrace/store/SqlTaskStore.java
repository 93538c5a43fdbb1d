package io.millrace.store;

import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.queue.HeldTask;
import io.millrace.core.queue.TaskStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Claiming on SQL. Each project is asked for its share in turn, by the index of ready tasks, so a project with a million
 * tasks delays the others by no more than one share.
 */
public final class SqlTaskStore implements TaskStore {
    private static final String ACTIVE = "WITH RECURSIVE active (project) AS ("
            + " SELECT MIN(project) FROM task WHERE place = 1"
            + " UNION ALL"
            + " SELECT (SELECT MIN(project) FROM task WHERE place = 1 AND task.project > active.project)"
            + " FROM active WHERE active.project IS NOT NULL)";
    private static final String PROJECTS = ACTIVE + " SELECT project FROM active WHERE project IS NOT NULL";
    private static final String NEXT_TURN = ACTIVE + " SELECT MIN(turn) FROM (SELECT (SELECT MIN(turn_at) FROM task"
            + " WHERE place = 1 AND task.project = active.project) AS turn FROM active) AS turns";
    private static final String DEPTH = ACTIVE
            + " SELECT (SELECT COUNT(*) FROM (SELECT 1 AS one FROM task WHERE place = 1 AND turn_at <= :now LIMIT :most)"
            + " AS counted) AS due,"
            + " (SELECT MIN(turn) FROM (SELECT (SELECT MIN(turn_at) FROM task WHERE place = 1"
            + " AND task.project = active.project AND turn_at <= :now) AS turn FROM active) AS turns) AS oldest";

    private static final String OWN = " UPDATE task SET place = 2, owner = ?, fence = fence + 1"
            + " WHERE (subject, step, item) IN (SELECT subject, step, item FROM due) RETURNING " + HotRows.TASK;

    private final Database database;
    private final String claim;
    private final String claimLastChance;
    private final String start;
    private final String lock;
    /** The project that was served last by this node; only a hint, so nothing guards it. */
    private volatile String lastServed = "";

    public SqlTaskStore(Database database) {
        this.database = database;
        Dialect dialect = database.dialect();
        // The rows are picked once, in a part of their own: a planner may look into a plain subquery again and
        // again, and then its limit does not hold.
        claim = "WITH due AS MATERIALIZED (SELECT subject, step, item FROM task"
                + " WHERE project = ? AND place = 1 AND turn_at <= ? AND crashes <> " + LAST_CHANCE
                + " ORDER BY turn_at, subject LIMIT ?" + dialect.forUpdateSkipLocked() + ")" + OWN;
        claimLastChance = "WITH due AS MATERIALIZED (SELECT subject, step, item FROM task"
                + " WHERE place = 1 AND crashes = " + LAST_CHANCE + " AND turn_at <= ? AND NOT EXISTS ("
                + "SELECT 1 FROM task AS other WHERE other.place = 2 AND other.owner = ? AND other.crashes = "
                + LAST_CHANCE + ")"
                + " ORDER BY turn_at, subject LIMIT 1" + dialect.forUpdateSkipLocked() + ")" + OWN;
        // Only what is held: one that waits in a lane is locked by whoever looks at the lane, and by nobody else.
        lock = "SELECT 1 FROM task WHERE " + dialect.oneOf("subject") + " AND place = 2 ORDER BY subject, step, item"
                + dialect.forUpdate();
        // Passing over locked rows: whoever holds one is about to record an outcome and sets the status itself.
        start = "UPDATE execution SET status = 'running', revision = revision + 1 WHERE id IN ("
                + "SELECT id FROM execution WHERE " + dialect.oneOf("id") + " AND status = 'queued'"
                + dialect.forUpdateSkipLocked() + ")";
    }

    @Override
    public List<TaskRow> claim(long node, Instant now, int limit) {
        List<TaskRow> claimed = database.transact(session -> {
            List<TaskRow> tasks = claimInTurn(session, node, now, limit);
            if (!tasks.isEmpty()) {
                markStarted(session, tasks);
            }
            return tasks;
        });
        if (!claimed.isEmpty()) {
            lastServed = claimed.getLast().project();
        }
        return claimed;
    }

    /** Every project is asked for an equal share first; those that had more are then asked for what others left. */
    private List<TaskRow> claimInTurn(Session session, long node, Instant now, int limit) throws SQLException {
        List<TaskRow> claimed = new ArrayList<>(claimLastChance(session, node, now));
        List<String> asked = inTurn(projects(session));
        while (!asked.isEmpty() && claimed.size() < limit) {
            List<String> hadMore = new ArrayList<>();
            int left = asked.size();
            for (String project : asked) {
                int share = Math.ceilDiv(limit - claimed.size(), left);
                left--;
                List<TaskRow> tasks = share == 0 ? List.of() : claim(session, node, project, now, share);
                claimed.addAll(tasks);
                if (share > 0 && tasks.size() == share) {
                    hadMore.add(project);
                }
            }
            asked = hadMore;
        }
        return claimed;
    }

    /** The projects in order, beginning behind the one that was served last, so that a small limit starves none. */
    private List<String> inTurn(List<String> projects) {
        String last = lastServed;
        List<String> turn = new ArrayList<>(projects);
        long behind = projects.stream()
                .filter(project -> project.compareTo(last) <= 0)
                .count();
        Collections.rotate(turn, (int) -behind);
        return turn;
    }

    private List<TaskRow> claimLastChance(Session session, long node, Instant now) throws SQLException {
        PreparedStatement statement = session.prepare(claimLastChance);
        statement.setLong(1, Columns.micros(now));
        statement.setLong(2, node);
        statement.setLong(3, node);
        return HotRows.all(statement.executeQuery(), HotRows::task);
    }

    private static List<String> projects(Session session) throws SQLException {
        return HotRows.all(session.prepare(PROJECTS).executeQuery(), row -> row.getString(1));
    }

    private List<TaskRow> claim(Session session, long node, String project, Instant now, int share)
            throws SQLException {
        PreparedStatement statement = session.prepare(claim);
        statement.setString(1, project);
        statement.setLong(2, Columns.micros(now));
        statement.setInt(3, share);
        statement.setLong(4, node);
        return HotRows.all(statement.executeQuery(), HotRows::task).stream()
                .sorted(Comparator.comparing(TaskRow::turnAt).thenComparing(TaskRow::key))
                .toList();
    }

    private void markStarted(Session session, List<TaskRow> claimed) throws SQLException {
        Set<Long> executions = new TreeSet<>();
        claimed.stream()
                .filter(TaskRow::doesStep) // one that has to begin has passed its gates only when its task says so
                .forEach(task -> executions.add(task.key().subject()));
        PreparedStatement statement = session.prepare(start);
        session.dialect().bind(statement, 1, executions);
        statement.executeUpdate();
    }

    @Override
    public Optional<Instant> nextTurn() {
        return database.read(handle ->
                handle.createQuery(NEXT_TURN).mapTo(Long.class).findOne().map(Columns::instant));
    }

    @Override
    public List<HeldTask> heldBy(long node) {
        return database.read(handle -> handle.createQuery(
                        "SELECT subject, step, item, fence FROM task WHERE place = 2 AND owner = :node")
                .bind("node", node)
                .map((row, context) -> new HeldTask(key(row), row.getLong("fence")))
                .list());
    }

    private static TaskKey key(ResultSet row) throws SQLException {
        return new TaskKey(row.getLong("subject"), row.getString("step"), row.getInt("item"));
    }

    @Override
    public void giveBack(long node, Collection<HeldTask> tasks, boolean crashed) {
        database.transact(session -> {
            lock(session, tasks.stream().map(HeldTask::key).toList());
            PreparedStatement statement =
                    session.prepare("UPDATE task SET place = 1, owner = NULL, fence = fence + 1, crashes = crashes + ?"
                            + " WHERE subject = ? AND step = ? AND item = ? AND place = 2 AND owner = ? AND fence = ?");
            for (HeldTask task : tasks) {
                statement.setInt(1, crashed ? 1 : 0);
                statement.setLong(2, task.key().subject());
                statement.setString(3, task.key().step());
                statement.setInt(4, task.key().item());
                statement.setLong(5, node);
                statement.setLong(6, task.fence());
                statement.executeUpdate();
            }
            return true;
        });
    }

    /** In the order in which everybody locks tasks, which is the database's: it may sort texts in its own way. */
    private void lock(Session session, Collection<TaskKey> tasks) throws SQLException {
        Set<Long> subjects = new TreeSet<>();
        tasks.forEach(task -> subjects.add(task.subject()));
        PreparedStatement statement = session.prepare(lock);
        session.dialect().bind(statement, 1, subjects);
        statement.executeQuery().close();
    }

    @Override
    public List<Long> cancelledOn(long node) {
        return database.read(
                handle -> handle.createQuery("SELECT DISTINCT execution.id FROM task JOIN execution ON execution.id ="
                                + " task.subject WHERE task.place = 2 AND task.owner = :node"
                                + " AND execution.status = 'cancelling'")
                        .bind("node", node)
                        .mapTo(Long.class)
                        .list());
    }

    @Override
    public Optional<Instant> oldestDue(String project, Instant now) {
        return database.read(handle -> handle.createQuery(
                        "SELECT MIN(turn_at) FROM task" + " WHERE project = :project AND place = 1 AND turn_at <= :now")
                .bind("project", project)
                .bind("now", Columns.micros(now))
                .mapTo(Long.class)
                .findOne()
                .map(Columns::instant));
    }

    @Override
    public Depth depth(Instant now, int most) {
        return database.read(handle -> handle.createQuery(DEPTH)
                .bind("now", Columns.micros(now))
                .bind("most", most)
                .map((row, context) ->
                        new Depth(row.getLong("due"), Optional.ofNullable(Columns.instantOrNull(row, "oldest"))))
                .one());
    }
}
