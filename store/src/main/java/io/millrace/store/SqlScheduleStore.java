package io.millrace.store;

import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.ledger.ScheduleRow;
import io.millrace.core.trigger.ScheduleStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Where schedules stand, on SQL. */
public final class SqlScheduleStore implements ScheduleStore {
    private static final String SELECT = "SELECT " + HotRows.SCHEDULE + " FROM schedule ";

    private final Database database;

    public SqlScheduleStore(Database database) {
        this.database = database;
    }

    @Override
    public List<ScheduleRow> due(Instant now, int limit) {
        return database.read(
                handle -> handle.createQuery(SELECT + "WHERE next_at <= :now ORDER BY next_at LIMIT :limit")
                        .bind("now", Columns.micros(now))
                        .bind("limit", limit)
                        .map((row, context) -> HotRows.schedule(row))
                        .list());
    }

    @Override
    public List<ScheduleRow> all() {
        return database.read(handle -> handle.createQuery(SELECT)
                .map((row, context) -> HotRows.schedule(row))
                .list());
    }

    @Override
    public List<ScheduleRow> ofProject(String project) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE project = :project")
                .bind("project", project)
                .map((row, context) -> HotRows.schedule(row))
                .list());
    }

    @Override
    public void add(Collection<ScheduleRow> rows) {
        database.run(handle -> {
            for (ScheduleRow row : rows) {
                handle.createUpdate("INSERT INTO schedule (" + HotRows.SCHEDULE + ")"
                                + " VALUES (:project, :workflow, :trigger, :spec, :next, 0, NULL, 0)"
                                + " ON CONFLICT (project, workflow, trigger_id) DO UPDATE SET spec = excluded.spec,"
                                + " next_at = excluded.next_at, fires = 0, last_at = NULL, skipped = 0"
                                + " WHERE schedule.spec <> excluded.spec")
                        .bind("project", row.key().project())
                        .bind("workflow", row.key().workflow())
                        .bind("trigger", row.key().trigger())
                        .bind("spec", row.spec())
                        .bind("next", Columns.microsOrNull(row.nextAt()))
                        .execute();
            }
        });
    }

    @Override
    public void remove(Collection<ScheduleKey> keys) {
        database.run(handle -> {
            for (ScheduleKey key : keys) {
                handle.execute(
                        "DELETE FROM schedule WHERE project = ? AND workflow = ? AND trigger_id = ?",
                        key.project(),
                        key.workflow(),
                        key.trigger());
            }
        });
    }

    @Override
    public void skip(ScheduleRow after, Instant from) {
        database.run(handle -> handle.createUpdate(
                        "UPDATE schedule SET next_at = :next, skipped = :skipped WHERE project = :project"
                                + " AND workflow = :workflow AND trigger_id = :trigger AND next_at = :from")
                .bind("next", Columns.microsOrNull(after.nextAt()))
                .bind("skipped", after.skipped())
                .bind("project", after.key().project())
                .bind("workflow", after.key().workflow())
                .bind("trigger", after.key().trigger())
                .bind("from", Columns.micros(from))
                .execute());
    }
}
