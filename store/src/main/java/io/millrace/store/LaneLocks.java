package io.millrace.store;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.TaskRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Locks lanes within a transaction of the ledger, and finds what waits in them. */
final class LaneLocks {
    private static final String LOCK = "SELECT " + HotRows.LANE + " FROM lane WHERE id = ?";
    private static final String ADD =
            "INSERT INTO lane (id, held, starts, breaker, shut) VALUES (?, 0, '', '', 0) ON CONFLICT (id) DO NOTHING";
    private static final String HEADS = "SELECT " + HotRows.TASK
            + " FROM task WHERE lane = ? AND place = 0 ORDER BY turn_at, subject, step, item LIMIT ?";

    private final Session session;
    private final Dialect dialect;

    LaneLocks(Session session) {
        this.session = session;
        this.dialect = session.dialect();
    }

    /** The lanes that were asked for, and those in which the locked rows have a slot or wait; in order. */
    static Collection<LaneKey> wanted(Locks locks, List<ExecutionRow> executions, List<TaskRow> tasks) {
        TreeSet<LaneKey> wanted = new TreeSet<>(locks.lanes());
        Stream.concat(
                        executions.stream().map(ExecutionRow::lane),
                        tasks.stream().map(TaskRow::lane))
                .flatMap(lane -> Optional.ofNullable(lane).stream())
                .forEach(wanted::add);
        return wanted;
    }

    /** One after the other in their order, so that two groups never wait for each other in a circle. */
    List<LaneRow> lock(Collection<LaneKey> wanted) throws SQLException {
        List<LaneRow> lanes = new ArrayList<>();
        for (LaneKey key : wanted) {
            lanes.add(lock(key));
        }
        return lanes;
    }

    /** A lane that is not there is made where others could make it at the same time: nobody can wait for a row that is not. */
    private LaneRow lock(LaneKey key) throws SQLException {
        while (true) {
            PreparedStatement statement = session.prepare(LOCK + dialect.forUpdate());
            statement.setString(1, key.id());
            List<LaneRow> found = HotRows.all(statement.executeQuery(), HotRows::lane);
            if (!found.isEmpty()) {
                return found.getFirst();
            }
            if (!dialect.manyNodes()) {
                return LaneRow.blank(key);
            }
            PreparedStatement add = session.prepare(ADD);
            add.setString(1, key.id());
            add.executeUpdate();
        }
    }

    List<TaskRow> heads(LaneKey lane, int most) {
        try {
            PreparedStatement statement = session.prepare(HEADS + dialect.forUpdateSkipLocked());
            statement.setString(1, lane.id());
            statement.setInt(2, most);
            return HotRows.all(statement.executeQuery(), HotRows::task);
        } catch (SQLException e) {
            throw new HeadsException(e);
        }
    }

    /** Carries a failure of the database through the deciding of units, which knows none. */
    static final class HeadsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SQLException failure;

        HeadsException(SQLException cause) {
            super(cause);
            failure = cause;
        }

        SQLException failure() {
            return failure;
        }
    }
}
