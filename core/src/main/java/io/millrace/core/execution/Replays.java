package io.millrace.core.execution;

import io.millrace.core.event.EventStore;
import io.millrace.core.event.Occurrence;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.Published;
import io.millrace.core.workflow.Workflows;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** New executions for old events. The old ones stay as they are. */
public final class Replays {
    private final EventStore events;
    private final ExecutionStore executions;
    private final Workflows workflows;
    private final Intake intake;
    private final Payloads payloads;

    Replays(EventStore events, ExecutionStore executions, Workflows workflows, Intake intake, Payloads payloads) {
        this.events = events;
        this.executions = executions;
        this.workflows = workflows;
        this.intake = intake;
        this.payloads = payloads;
    }

    /** Which version of its workflow an execution is replayed on. */
    public enum OnVersion {
        /** The one that is published now. */
        NEWEST,
        /** The one it ran on. */
        SAME
    }

    /**
     * Starts new executions for an old event, on the newest published versions of what matches it now.
     *
     * @throws MillraceException {@code not_found}; {@code workflow_not_published} or {@code workflow_disabled} when it was
     *     started by hand and its workflow cannot run
     */
    public Intake.Accepted event(String project, long id, String trace) {
        EventRow row = event(project, id);
        return intake.replay(row, occurrence(row, trace));
    }

    /**
     * Starts a new execution of the same workflow for the event of an old one. The trigger's condition is not asked again:
     * somebody wants this execution.
     *
     * @param once by which a repeated call is recognised; it answers with the execution of the first one
     * @throws MillraceException {@code not_found}, also when the event is older than the history kept, or the workflow was
     *     deleted; {@code workflow_not_published}; {@code workflow_disabled}
     */
    public Intake.Accepted execution(
            String project, long id, OnVersion version, Optional<Occurrence.Dedupe> once, String trace) {
        ExecutionRow row = executions
                .find(id)
                .filter(found -> found.project().equals(project))
                .orElseThrow(() -> MillraceException.notFound("execution", Ids.text("exe", id)));
        Published workflow = version(row, version);
        if (!workflow.enabled()) {
            throw new MillraceException(
                    ErrorCode.WORKFLOW_DISABLED,
                    "The workflow '" + row.workflow() + "' is disabled. Enable it to replay its executions.");
        }
        return intake.replay(event(project, row.event()), workflow, once, trace);
    }

    private Published version(ExecutionRow row, OnVersion version) {
        Published newest = workflows
                .published(row.project(), row.workflow())
                .orElseThrow(() -> workflows.get(row.project(), row.workflow()).isEmpty()
                        ? MillraceException.notFound("workflow", row.workflow())
                        : new MillraceException(
                                ErrorCode.WORKFLOW_NOT_PUBLISHED,
                                "The workflow '" + row.workflow()
                                        + "' has no published version. Publish its draft to replay its executions."));
        return switch (version) {
            case NEWEST -> newest;
            case SAME ->
                workflows
                        .version(row.project(), row.workflow(), row.version())
                        .orElseThrow(() ->
                                MillraceException.notFound("workflow version", row.workflow() + " " + row.version()));
        };
    }

    private EventRow event(String project, long id) {
        return events.find(id)
                .filter(row -> row.project().equals(project))
                .orElseThrow(() -> MillraceException.notFound("event", Ids.text("evt", id)));
    }

    private Occurrence occurrence(EventRow row, String trace) {
        Map<String, String> headers = new HashMap<>();
        Json.readObject(row.headers()).forEach((name, value) -> headers.put(name, String.valueOf(value)));
        String json = payloads.text(row.data());
        return new Occurrence(
                row.project(),
                Occurrence.Origin.ofSource(row.source()),
                row.type(),
                row.source(),
                row.time(),
                Optional.empty(),
                Json.read(json),
                json,
                headers,
                trace);
    }
}
