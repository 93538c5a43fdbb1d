package io.millrace.store;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.lane.LaneStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds lanes on SQL, each by an index of just those that are looked for. */
public final class SqlLaneStore implements LaneStore {
    private static final String UNFINISHED = " status IN ('queued', 'running', 'waiting', 'cancelling')";

    private final Database database;

    public SqlLaneStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<LaneRow> find(LaneKey key) {
        return database.read(handle -> handle.createQuery("SELECT " + HotRows.LANE + " FROM lane WHERE id = :id")
                .bind("id", key.id())
                .map((row, context) -> HotRows.lane(row))
                .findOne());
    }

    @Override
    public List<LaneKey> due(Instant now, int limit) {
        return database.read(handle -> handle.createQuery("SELECT id FROM lane"
                        + database.dialect().indexedBy("lane_wake")
                        + " WHERE wake_at IS NOT NULL AND wake_at <= :now ORDER BY wake_at LIMIT :limit")
                .bind("now", Columns.micros(now))
                .bind("limit", limit)
                .map((row, context) -> LaneKey.ofId(row.getString(1)))
                .list());
    }

    @Override
    public List<LaneKey> shut(int limit) {
        return database.read(handle -> handle.createQuery("SELECT id FROM lane"
                        + database.dialect().indexedBy("lane_shut") + " WHERE shut = 1 ORDER BY id LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> LaneKey.ofId(row.getString(1)))
                .list());
    }

    @Override
    public List<Long> executionsIn(LaneKey key, int limit) {
        return database.read(
                handle -> handle.createQuery("SELECT id FROM (SELECT id FROM execution WHERE lane = :lane AND"
                                + UNFINISHED + " UNION SELECT subject AS id FROM task"
                                + " WHERE lane = :lane AND kind = 'begin') AS inside ORDER BY id LIMIT :limit")
                        .bind("lane", key.id())
                        .bind("limit", limit)
                        .mapTo(Long.class)
                        .list());
    }

    @Override
    public int waiting(LaneKey key, int most) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM (SELECT 1 AS one FROM task"
                        + " WHERE lane = :lane AND place = 0 LIMIT :most) AS counted")
                .bind("lane", key.id())
                .bind("most", most)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public int parked(int most) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM (SELECT 1 AS one FROM task"
                        + " WHERE lane IS NOT NULL AND place = 0 LIMIT :most) AS counted")
                .bind("most", most)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public List<Miscount> miscounted(String project, int limit) {
        return database.read(handle -> handle.createQuery("SELECT * FROM (SELECT " + HotRows.LANE
                        + ", (SELECT COUNT(*) FROM task WHERE task.lane = lane.id AND place > 0)"
                        + " + (SELECT COUNT(*) FROM execution WHERE execution.lane = lane.id AND" + UNFINISHED
                        + ") AS holders FROM lane WHERE id LIKE :prefix) AS counted"
                        + " WHERE held <> holders ORDER BY id LIMIT :limit")
                .bind("prefix", project + " %")
                .bind("limit", limit)
                .map((row, context) -> new Miscount(HotRows.lane(row), row.getLong("holders")))
                .list());
    }
}
