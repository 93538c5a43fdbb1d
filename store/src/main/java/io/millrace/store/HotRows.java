package io.millrace.store;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.lane.Learned;
import io.millrace.core.lane.Limits;
import io.millrace.core.lane.Rate;
import io.millrace.core.ledger.Ancestry;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.ledger.ScheduleRow;
import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.VariableKey;
import io.millrace.core.ledger.VariableRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the hot rows, whose columns are named once here. */
final class HotRows {
    static final String EVENT = "id, project, type, source, time, data, headers, outcome, trace";
    static final String EXECUTION =
            "id, project, workflow, version, event, status, progress, failure, revision, created_at, finished_at,"
                    + " lane, depth, parent, parent_step, parent_try";
    static final String ATTEMPT = "subject, step, item, no, status, class, decision, reason, started_at, finished_at,"
            + " next_at, input, exchanges, output, revision";
    static final String CHUNK = "execution, step, round, no, body";
    static final String TASK =
            "subject, step, item, kind, project, place, turn_at, owner, fence, tries, spent, crashes, trace, lane";
    static final String SCHEDULE = "project, workflow, trigger_id, spec, next_at, fires, last_at, skipped";

    static final String LANE =
            "id, slots, held, rate_limit, rate_period, starts, hold_until, breaker, pending, wake_at, learned,"
                    + " refused_at";

    static final String VARIABLE = "project, name, secret, content, created_at, updated_at, revision";

    private HotRows() {}

    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static <T> List<T> all(ResultSet rows, Reader<T> reader) throws SQLException {
        try (rows) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(reader.read(rows));
            }
            return list;
        }
    }

    static EventRow event(ResultSet row) throws SQLException {
        return new EventRow(
                row.getLong("id"),
                row.getString("project"),
                row.getString("type"),
                row.getString("source"),
                Columns.instant(row.getLong("time")),
                row.getString("data"),
                row.getString("headers"),
                row.getString("outcome"),
                row.getString("trace"));
    }

    static ExecutionRow execution(ResultSet row) throws SQLException {
        return new ExecutionRow(
                row.getLong("id"),
                row.getString("project"),
                row.getString("workflow"),
                row.getInt("version"),
                row.getLong("event"),
                ExecutionStatus.ofCode(row.getString("status")),
                row.getString("progress"),
                row.getString("failure"),
                row.getInt("revision"),
                Columns.instant(row.getLong("created_at")),
                Columns.instantOrNull(row, "finished_at"),
                laneOrNull(row, "lane"),
                ancestry(row));
    }

    private static @Nullable LaneKey laneOrNull(ResultSet row, String column) throws SQLException {
        String id = row.getString(column);
        return id == null ? null : LaneKey.ofId(id);
    }

    private static Ancestry ancestry(ResultSet row) throws SQLException {
        Long parent = Columns.longOrNull(row, "parent");
        return new Ancestry(
                row.getInt("depth"),
                parent == null
                        ? null
                        : new Ancestry.Parent(parent, row.getString("parent_step"), row.getInt("parent_try")));
    }

    static AttemptRow attempt(ResultSet row) throws SQLException {
        return new AttemptRow(
                row.getLong("subject"),
                row.getString("step"),
                row.getInt("item"),
                row.getInt("no"),
                row.getInt("revision"),
                row.getString("status"),
                row.getString("class"),
                row.getString("decision"),
                row.getString("reason"),
                Columns.instant(row.getLong("started_at")),
                Columns.instant(row.getLong("finished_at")),
                Columns.instantOrNull(row, "next_at"),
                row.getString("input"),
                row.getString("exchanges"),
                row.getString("output"));
    }

    static TaskRow task(ResultSet row) throws SQLException {
        return task(row, "lane");
    }

    /** @param laneColumn where the rows have those of executions too, whose lane is another */
    static TaskRow task(ResultSet row, String laneColumn) throws SQLException {
        return new TaskRow(
                new TaskKey(row.getLong("subject"), row.getString("step"), row.getInt("item")),
                row.getString("kind"),
                row.getString("project"),
                TaskRow.Place.ofNumber(row.getInt("place")),
                Columns.instant(row.getLong("turn_at")),
                Columns.longOrNull(row, "owner"),
                row.getLong("fence"),
                row.getInt("tries"),
                row.getInt("spent"),
                row.getInt("crashes"),
                row.getString("trace"),
                laneOrNull(row, laneColumn));
    }

    static LaneRow lane(ResultSet row) throws SQLException {
        String learned = row.getString("learned");
        return new LaneRow(
                LaneKey.ofId(row.getString("id")),
                limits(row),
                row.getLong("held"),
                row.getString("starts"),
                Columns.instantOrNull(row, "hold_until"),
                row.getString("breaker"),
                row.getString("pending"),
                Columns.instantOrNull(row, "wake_at"),
                learned == null ? null : Learned.parse(learned),
                Columns.instantOrNull(row, "refused_at"));
    }

    /** Of a lane or a connection. */
    static Limits limits(ResultSet row) throws SQLException {
        Long slots = Columns.longOrNull(row, "slots");
        Long limit = Columns.longOrNull(row, "rate_limit");
        return new Limits(
                Optional.ofNullable(slots).map(Long::intValue),
                limit == null ? Optional.empty() : Optional.of(rate(limit, row.getLong("rate_period"))));
    }

    private static Rate rate(long limit, long periodMicros) {
        return new Rate(Math.toIntExact(limit), Duration.of(periodMicros, ChronoUnit.MICROS));
    }

    static ScheduleRow schedule(ResultSet row) throws SQLException {
        return new ScheduleRow(
                new ScheduleKey(row.getString("project"), row.getString("workflow"), row.getString("trigger_id")),
                row.getString("spec"),
                Columns.instantOrNull(row, "next_at"),
                row.getLong("fires"),
                Columns.instantOrNull(row, "last_at"),
                row.getLong("skipped"));
    }

    static VariableRow variable(ResultSet row) throws SQLException {
        boolean secret = row.getInt("secret") == 1;
        return new VariableRow(
                new VariableKey(row.getString("project"), row.getString("name")),
                secret,
                secret ? "" : row.getString("content"),
                Columns.instant(row.getLong("created_at")),
                Columns.instant(row.getLong("updated_at")),
                row.getLong("revision"));
    }
}
