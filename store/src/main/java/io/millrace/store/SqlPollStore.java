package io.millrace.store;

import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.shared.Json;
import io.millrace.core.trigger.PollRow;
import io.millrace.core.trigger.PollStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/** Where polls stand, on SQL. */
public final class SqlPollStore implements PollStore {
    private static final String SELECT = "SELECT * FROM poll ";
    private static final String ONE = " WHERE project = :project AND workflow = :workflow AND trigger_id = :trigger";

    private final Database database;

    public SqlPollStore(Database database) {
        this.database = database;
    }

    @Override
    public List<PollRow> due(Instant now, int limit) {
        return database.read(
                handle -> handle.createQuery(SELECT + "WHERE turn_at <= :now ORDER BY turn_at LIMIT :limit")
                        .bind("now", Columns.micros(now))
                        .bind("limit", limit)
                        .map((row, context) -> row(row))
                        .list());
    }

    @Override
    public List<PollRow> all() {
        return database.read(handle ->
                handle.createQuery(SELECT).map((row, context) -> row(row)).list());
    }

    @Override
    public List<PollRow> ofProject(String project) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE project = :project")
                .bind("project", project)
                .map((row, context) -> row(row))
                .list());
    }

    @Override
    public void add(Collection<PollRow> rows) {
        database.run(handle -> {
            for (PollRow row : rows) {
                bind(
                                handle.createUpdate(
                                        "INSERT INTO poll (project, workflow, trigger_id, spec, turn_at, started,"
                                                + " position, seen, failures, last_at, last_error, events) VALUES (:project,"
                                                + " :workflow, :trigger, :spec, :turn, :started, :position, :seen, :failures, :last,"
                                                + " :error, :events) ON CONFLICT (project, workflow, trigger_id) DO UPDATE SET"
                                                + " spec = excluded.spec, turn_at = excluded.turn_at, started = excluded.started,"
                                                + " position = excluded.position, seen = excluded.seen,"
                                                + " failures = excluded.failures, last_at = excluded.last_at,"
                                                + " last_error = excluded.last_error, events = excluded.events"
                                                + " WHERE poll.spec <> excluded.spec"),
                                row)
                        .bind("spec", row.spec())
                        .execute();
            }
        });
    }

    @Override
    public void remove(Collection<ScheduleKey> keys) {
        database.run(handle -> {
            for (ScheduleKey key : keys) {
                key(handle.createUpdate("DELETE FROM poll" + ONE), key).execute();
            }
        });
    }

    @Override
    public boolean take(PollRow row, Instant until) {
        return database.write(handle -> key(
                                handle.createUpdate("UPDATE poll SET turn_at = :until" + ONE
                                        + " AND turn_at = :turn AND spec = :spec"),
                                row.key())
                        .bind("until", Columns.micros(until))
                        .bind("turn", Columns.micros(row.turnAt()))
                        .bind("spec", row.spec())
                        .execute()
                == 1);
    }

    @Override
    public boolean save(PollRow after, Instant taken) {
        return database.write(handle -> bind(
                                handle.createUpdate("UPDATE poll SET turn_at = :turn, started = :started,"
                                        + " position = :position, seen = :seen, failures = :failures, last_at = :last,"
                                        + " last_error = :error, events = :events" + ONE
                                        + " AND turn_at = :taken AND spec = :spec"),
                                after)
                        .bind("spec", after.spec())
                        .bind("taken", Columns.micros(taken))
                        .execute()
                == 1);
    }

    private static <T extends SqlStatement<T>> T key(T statement, ScheduleKey key) {
        return statement
                .bind("project", key.project())
                .bind("workflow", key.workflow())
                .bind("trigger", key.trigger());
    }

    private static <T extends SqlStatement<T>> T bind(T statement, PollRow row) {
        return key(statement, row.key())
                .bind("turn", Columns.micros(row.turnAt()))
                .bind("started", row.started() ? 1 : 0)
                .bind("position", Columns.storable(row.position()))
                .bind("seen", Columns.storable(Json.write(row.seen())))
                .bind("failures", row.failures())
                .bind("last", Columns.microsOrNull(row.lastAt()))
                .bind("error", Columns.storable(row.lastError()))
                .bind("events", row.events());
    }

    private static PollRow row(ResultSet row) throws SQLException {
        List<?> seen = Json.read(row.getString("seen")) instanceof List<?> list ? list : List.of();
        return new PollRow(
                new ScheduleKey(row.getString("project"), row.getString("workflow"), row.getString("trigger_id")),
                row.getString("spec"),
                Columns.instant(row.getLong("turn_at")),
                row.getInt("started") == 1,
                row.getString("position"),
                seen.stream().map(String::valueOf).toList(),
                row.getInt("failures"),
                Columns.instantOrNull(row, "last_at"),
                row.getString("last_error"),
                row.getLong("events"));
    }
}
