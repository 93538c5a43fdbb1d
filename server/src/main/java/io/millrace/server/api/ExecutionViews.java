package io.millrace.server.api;

import io.millrace.core.event.EventSummary;
import io.millrace.core.execution.Executions;
import io.millrace.core.execution.Items;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.ledger.Ancestry;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.shared.Ids;
import io.millrace.core.workflow.StepKind;
import io.millrace.server.shape.StoredJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How executions and events look in the API. */
final class ExecutionViews {
    private ExecutionViews() {}

    static String executionId(long id) {
        return Ids.text("exe", id);
    }

    static String eventId(long id) {
        return Ids.text("evt", id);
    }

    private static @Nullable Object json(@Nullable String text) {
        return text == null ? null : new StoredJson(text);
    }

    /**
     * Where something waits for its turn.
     *
     * @param scope what is limited: {@code workflow:nightly}, {@code connection:chat}
     * @param key of those that are counted together; empty when all are
     * @param why what keeps it waiting; empty when it is about to go on
     * @param since when it could have begun, had nothing limited it
     */
    record LaneView(String scope, String key, Optional<LaneRow.Why> why, Instant since) {
        static Optional<LaneView> of(Optional<Executions.Waiting> waiting) {
            return waiting.map(
                    known -> new LaneView(known.lane().scope(), known.lane().text(), known.why(), known.since()));
        }
    }

    /** What was started. @param id {@code exe_...} @param eventId {@code evt_...} */
    record StartedView(String id, String eventId) {}

    /** @param failure {@code step}, {@code class} and {@code message} of what failed for good */
    record ExecutionItem(
            String id,
            String workflow,
            int version,
            ExecutionStatus status,
            String eventId,
            @Nullable Object failure,
            Instant createdAt,
            @Nullable Instant finishedAt) {
        static ExecutionItem of(ExecutionRow row) {
            return new ExecutionItem(
                    executionId(row.id()),
                    row.workflow(),
                    row.version(),
                    row.status(),
                    ExecutionViews.eventId(row.event()),
                    json(row.failure()),
                    row.createdAt(),
                    row.finishedAt());
        }
    }

    /** The step that called a workflow. */
    record ParentView(String execution, String step) {
        static @Nullable ParentView of(ExecutionRow row) {
            Ancestry.Parent parent = row.ancestry().parent();
            return parent == null ? null : new ParentView(executionId(parent.execution()), parent.step());
        }
    }

    /**
     * @param revision grows with every change of the execution
     * @param parent the step that called it, if one did
     * @param depth how many executions led to it in turn
     * @param waitsIn while it is queued because of a limit
     */
    record ExecutionView(
            String id,
            String workflow,
            int version,
            ExecutionStatus status,
            @Nullable Object failure,
            Instant createdAt,
            @Nullable Instant finishedAt,
            long revision,
            @Nullable ParentView parent,
            int depth,
            CauseView event,
            Optional<LaneView> waitsIn,
            List<StepView> steps) {
        static ExecutionView of(Executions.Detail detail, EventRow event) {
            ExecutionRow row = detail.execution();
            return new ExecutionView(
                    executionId(row.id()),
                    row.workflow(),
                    row.version(),
                    row.status(),
                    json(row.failure()),
                    row.createdAt(),
                    row.finishedAt(),
                    row.revision(),
                    ParentView.of(row),
                    row.ancestry().depth(),
                    CauseView.of(event),
                    LaneView.of(detail.waitsIn()),
                    detail.steps().stream().map(StepView::of).toList());
        }
    }

    /**
     * @param kind null when the version of the workflow is gone
     * @param status a step status
     * @param onFailure whether it belongs to the steps that run after a failure
     * @param connection whose credentials its action uses
     * @param nextAt when it is tried next, while it waits for that
     * @param waitsIn while it waits for its turn because of a limit
     * @param child the execution that it started last, of a step that calls a workflow
     * @param items how far a foreach step has come with the items of its list; null for others, and before it has begun
     * @param output of the attempt that succeeded, or of the one that failed where even that has one
     */
    record StepView(
            String id,
            Optional<StepKind> kind,
            String status,
            boolean onFailure,
            @Nullable String action,
            Optional<String> connection,
            Optional<Instant> nextAt,
            Optional<LaneView> waitsIn,
            Optional<String> child,
            Optional<ItemsView> items,
            @Nullable Object output,
            List<AttemptView> attempts) {
        static StepView of(Executions.Step step) {
            // as expressions see it: what failed may have an output, such as a rejected approval's
            Object output = step.attempts().stream()
                    .filter(attempt -> attempt.status().equals("succeeded")
                            || (attempt.status().equals("failed")
                                    && step.status().equals("failed")))
                    .reduce((first, last) -> last)
                    .map(attempt -> json(attempt.output()))
                    .orElse(null);
            return new StepView(
                    step.id(),
                    step.kind(),
                    step.status(),
                    step.onFailure(),
                    step.action(),
                    step.connection(),
                    step.nextAt(),
                    LaneView.of(step.waitsIn()),
                    step.child().map(ExecutionViews::executionId),
                    step.items().map(ItemsView::of),
                    output,
                    step.attempts().stream().map(AttemptView::of).toList());
        }
    }

    /**
     * How far a foreach step has come.
     *
     * @param count all items
     * @param failed since the step was last begun
     * @param unknown since the step was last begun
     * @param running under way, also those that wait for their next try
     */
    record ItemsView(int count, int succeeded, int failed, int unknown, int running) {
        static ItemsView of(Executions.Items items) {
            return new ItemsView(items.count(), items.succeeded(), items.failed(), items.unknown(), items.running());
        }
    }

    /**
     * One item of a foreach step.
     *
     * @param index its place in the list, from 0
     * @param status {@code pending}, {@code running}, {@code retrying}, {@code succeeded}, {@code failed}, {@code unknown},
     *     {@code cancelled} or {@code skipped}
     * @param attempts how often it was tried
     * @param errorClass of its last attempt, if that failed
     * @param reason why its last attempt ended as it did
     * @param nextAt when it is tried next, while it waits for that
     */
    record ItemRow(
            int index,
            String status,
            int attempts,
            @Nullable String errorClass,
            String reason,
            @Nullable Instant finishedAt,
            @Nullable Instant nextAt) {
        static ItemRow of(Items.Item item) {
            return new ItemRow(
                    item.index(),
                    item.status().code(),
                    item.attempts(),
                    item.errorClass(),
                    item.reason(),
                    item.finishedAt(),
                    item.nextAt());
        }
    }

    /** @param value what the work of the step sees as {@code item} */
    record ItemView(int index, String status, @Nullable Object value, List<AttemptView> attempts) {
        static ItemView of(Items.Detail detail) {
            return new ItemView(
                    detail.item().index(),
                    detail.item().status().code(),
                    detail.value(),
                    detail.attempts().stream().map(AttemptView::of).toList());
        }
    }

    /**
     * One try, as the journal keeps it.
     *
     * @param number from 1 over all tries of the step
     * @param decision what follows: the code of an {@link io.millrace.core.ledger.AttemptDecision}
     * @param reason why it ended as it did, and why the decision is what it is
     * @param exchanges requests and answers, secrets masked
     */
    record AttemptView(
            int number,
            String status,
            @Nullable String errorClass,
            String decision,
            String reason,
            Instant startedAt,
            Instant finishedAt,
            @Nullable Instant nextAt,
            @Nullable Object input,
            @Nullable Object exchanges,
            @Nullable Object output) {
        static AttemptView of(AttemptRow row) {
            return new AttemptView(
                    row.no(),
                    row.status(),
                    row.errorClass(),
                    row.decision(),
                    row.reason(),
                    row.startedAt(),
                    row.finishedAt(),
                    row.nextAt(),
                    json(row.input()),
                    json(row.exchanges()),
                    json(row.output()));
        }
    }

    /** The event that started an execution. @param data the body */
    record CauseView(
            String id,
            String type,
            String source,
            Instant time,
            @Nullable Object data) {
        static CauseView of(EventRow row) {
            return new CauseView(
                    ExecutionViews.eventId(row.id()), row.type(), row.source(), row.time(), json(row.data()));
        }
    }

    /** An event in a list. @param executions how many it has started @param size of its data, in bytes */
    record EventItem(String id, String type, String source, Instant time, int executions, long size) {
        static EventItem of(EventSummary event) {
            return new EventItem(
                    ExecutionViews.eventId(event.id()),
                    event.type(),
                    event.source(),
                    event.time(),
                    event.executions(),
                    event.size());
        }
    }

    /**
     * @param headers the readable ones of a webhook
     * @param outcome per trigger, what was started or why nothing was
     * @param executions those it has started, replays included, newest first
     * @param trace the correlation id of the request that brought it
     */
    record EventView(
            String id,
            String type,
            String source,
            Instant time,
            @Nullable Object data,
            @Nullable Object headers,
            @Nullable Object outcome,
            List<ExecutionItem> executions,
            String trace) {
        static EventView of(EventRow row, List<ExecutionRow> executions) {
            return new EventView(
                    ExecutionViews.eventId(row.id()),
                    row.type(),
                    row.source(),
                    row.time(),
                    json(row.data()),
                    json(row.headers()),
                    json(row.outcome()),
                    executions.stream().map(ExecutionItem::of).toList(),
                    row.trace());
        }
    }
}
