package io.millrace.core.execution;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.FlowSpec.Debounce;
import io.millrace.core.workflow.Published;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events that come one after another are joined into one execution, which begins with the last of them. Until then there
 * is no execution, only what is put off in the lane: its id to be, the newest event, and when the first one came.
 */
record Debounced(LaneKey lane, Debounce debounce) {
    /** What is put off. */
    private record Pending(long execution, String workflow, int version, long event, Instant first, String trace) {
        static Pending parse(String text) {
            Map<String, @Nullable Object> json = Json.readObject(text);
            return new Pending(
                    (Long) json.getOrDefault("execution", 0L),
                    String.valueOf(json.get("workflow")),
                    Math.toIntExact((Long) json.getOrDefault("version", 0L)),
                    (Long) json.getOrDefault("event", 0L),
                    Instant.parse(String.valueOf(json.get("first"))),
                    String.valueOf(json.get("trace")));
        }

        String text() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("execution", execution);
            json.put("workflow", workflow);
            json.put("version", (long) version);
            json.put("event", event);
            json.put("first", first.toString());
            json.put("trace", trace);
            return Json.write(json);
        }
    }

    /** Puts the execution off once more, with this event; tells why it has not begun. */
    String join(LaneRow row, Match.Start start, long event, String trace, Instant now, List<Change> changes) {
        Optional<Pending> before = Optional.ofNullable(row.pending()).map(Pending::parse);
        Published workflow = start.workflow();
        Pending pending = new Pending(
                before.map(Pending::execution).orElse(start.execution()),
                workflow.id(),
                workflow.version(),
                event,
                before.map(Pending::first).orElse(now),
                trace);
        Instant quiet = now.plus(debounce.period());
        Instant latest = pending.first().plus(debounce.longest());
        changes.add(new Change.SetLane(row.pending(pending.text()).wakingAt(quiet.isBefore(latest) ? quiet : latest)));
        return "Joined into the execution " + Ids.text("exe", pending.execution())
                + ", which begins with the newest event"
                + " once none has come for " + debounce.period() + ", at the latest " + debounce.longest()
                + " after the first.";
    }

    /** Makes the execution that was put off, if its time has come. */
    static Optional<Advanced> fire(LaneRow row, Instant now, List<Change> changes) {
        boolean due = row.wakeAt() != null && !row.wakeAt().isAfter(now);
        if (row.pending() == null || !due) {
            return Optional.empty();
        }
        Pending pending = Pending.parse(row.pending());
        ExecutionRow execution = new ExecutionRow(
                pending.execution(),
                row.key().project(),
                pending.workflow(),
                pending.version(),
                pending.event(),
                ExecutionStatus.QUEUED,
                "",
                null,
                0,
                now,
                null);
        changes.add(new Change.AddExecution(execution));
        changes.add(new Change.AddTask(
                TaskRow.ready(BeginRunner.key(execution.id()), TaskRow.BEGIN, execution, now, pending.trace())));
        changes.add(new Change.SetLane(row.pending(null).wakingAt(null)));
        return Optional.of(new Advanced(execution, List.of(), Optional.of(now)));
    }
}
