package io.millrace.core.engine;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.Committer;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.LedgerStore;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.ledger.ScheduleRow;
import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;
import java.time.Instant;
import java.util.List;

/** Rows for tests that care about some of their columns only. */
public final class EngineRows {
    /** When everything in these tests begins. */
    public static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

    public static final String PROJECT = "default";

    private EngineRows() {}

    public static EventRow anEvent(long id) {
        return anEvent(id, PROJECT, "/hooks/default/orders");
    }

    public static EventRow anEvent(long id, String project, String source) {
        return new EventRow(id, project, "order", source, T0, "{\"n\":" + id + "}", "{}", "[]", "trace-" + id);
    }

    public static ExecutionRow anExecution(long id) {
        return anExecution(id, PROJECT, ExecutionStatus.RUNNING);
    }

    public static ExecutionRow anExecution(long id, String project, ExecutionStatus status) {
        return anExecution(id, project, "orders", 1, id, status, T0);
    }

    /** An ended one ended when it was created. */
    public static ExecutionRow anExecution(
            long id,
            String project,
            String workflow,
            int version,
            long event,
            ExecutionStatus status,
            Instant createdAt) {
        return new ExecutionRow(
                id,
                project,
                workflow,
                version,
                event,
                status,
                "",
                status == ExecutionStatus.FAILED ? "{\"step\":\"a\"}" : null,
                1,
                createdAt,
                status.ended() ? createdAt : null);
    }

    /** A ready task, due at once. */
    public static TaskRow aTask(long execution, String step) {
        return aTask(execution, step, PROJECT, T0);
    }

    public static TaskRow aTask(long execution, String step, String project, Instant turnAt) {
        return new TaskRow(
                new TaskKey(execution, step, 0),
                "step",
                project,
                TaskRow.Place.READY,
                turnAt,
                null,
                7,
                0,
                0,
                0,
                "trace");
    }

    /** The {@code no}-th entry of the journal of its execution. */
    public static AttemptRow anAttempt(long execution, String step, int no) {
        return new AttemptRow(
                execution,
                step,
                0,
                no,
                no,
                "succeeded",
                null,
                "done",
                "",
                T0.plusSeconds(no),
                T0.plusSeconds(no).plusMillis(250),
                null,
                "{\"to\":\"ada\"}",
                "[]",
                "{\"no\":" + no + "}");
    }

    public static ScheduleRow aSchedule(String workflow, Instant nextAt) {
        return new ScheduleRow(new ScheduleKey(PROJECT, workflow, "clock"), "every hour", nextAt, 0, null);
    }

    /** Writes new rows in one commit. */
    public static void write(LedgerStore ledger, Change... changes) {
        write(ledger, Locks.NONE, changes);
    }

    /** Writes rows in one commit, over those that it locks. */
    public static void write(LedgerStore ledger, Locks locks, Change... changes) {
        try (Committer committer = new Committer(ledger, 0, new SimpleMeterRegistry())) {
            committer.commit(new ScriptedUnit<>(locks, rows -> new ScriptedUnit.Decided<>(true, List.of(changes))));
        }
    }
}
