package io.millrace.server.api;

import static io.millrace.core.access.Permission.EXECUTION_READ;
import static io.millrace.core.access.Permission.EXECUTION_RUN;

import io.millrace.core.execution.ExecutionStore;
import io.millrace.core.execution.Executions;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.workflow.Workflows;
import io.millrace.server.api.ExecutionViews.AttemptView;
import io.millrace.server.api.ExecutionViews.ExecutionItem;
import io.millrace.server.api.ExecutionViews.ExecutionView;
import io.millrace.server.api.ExecutionViews.StartedView;
import io.millrace.server.route.Call;
import io.millrace.server.route.EventStream;
import io.millrace.server.route.QueryParameter;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Executions: starting, finding and following them. */
final class ExecutionRoutes {
    private static final QueryParameter<Optional<String>> WORKFLOW =
            QueryParameter.text("workflow", "The id of the workflow");
    private static final QueryParameter<Optional<ExecutionStatus>> STATUS =
            QueryParameter.choice("status", "The status", ExecutionStatus.class);
    private static final QueryParameter<Optional<String>> TOOL =
            QueryParameter.text("tool", "Uses an action of this tool");
    private static final QueryParameter<Optional<String>> ACTION =
            QueryParameter.text("action", "Uses this action, such as slack.send_message");
    private static final QueryParameter<Optional<String>> CONNECTION =
            QueryParameter.text("connection", "Uses this connection");
    private static final QueryParameter<Optional<String>> TAG = QueryParameter.text("tag", "The workflow has this tag");
    private static final QueryParameter<Optional<Instant>> FROM =
            QueryParameter.time("from", "Created at this time or later");
    private static final QueryParameter<Optional<Instant>> TO = QueryParameter.time("to", "Created before this time");

    private static final QueryParameter<Optional<Boolean>> UNFINISHED =
            QueryParameter.flag("unfinished", "Only those that have not ended; false: only those that have");
    private static final QueryParameter<Optional<String>> TEXT = QueryParameter.text(
            "q",
            "A part of the workflow's id or name, or of the failure, in any case. A page looks at 10,000 executions at"
                    + " most, so it may have fewer items than the limit and still a next page");

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final Workflows workflows;
    private final Executions executions;
    private final Starts starts;

    /** @param data the event's data */
    record StartInput(@Nullable Object data) {}

    /** @param connection the id of a connection, where the action uses one */
    record ActionInput(
            Optional<String> connection, @Nullable Object input) {}

    ExecutionRoutes(Workflows workflows, Executions executions, Starts starts) {
        this.workflows = workflows;
        this.executions = executions;
        this.starts = starts;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/workflows/{workflow}/executions")
                        .needs(EXECUTION_RUN)
                        .query(Starts.WAIT)
                        .takes(StartInput.class)
                        .givesLater(StartedView.class)
                        .or(200, ExecutionView.class)
                        .by("Start an execution", this::start),
                Route.post("/actions/{action}/executions")
                        .needs(EXECUTION_RUN)
                        .query(Starts.WAIT)
                        .takes(ActionInput.class)
                        .givesLater(StartedView.class)
                        .or(200, ExecutionView.class)
                        .by("Run one action", this::runAction),
                Route.get("/executions")
                        .needs(EXECUTION_READ)
                        .query(WORKFLOW, STATUS, TOOL, ACTION, CONNECTION, TAG, FROM, TO, UNFINISHED, TEXT)
                        .query(QueryParameter.LIMIT, QueryParameter.CURSOR)
                        .givesPage(ExecutionItem.class)
                        .by("List executions, newest first", this::list),
                Route.get("/executions/{execution}")
                        .needs(EXECUTION_READ)
                        .gives(ExecutionView.class)
                        .by("Get an execution with its steps", call -> Reply.ok(starts.view(call.project(), id(call)))),
                Route.get("/executions/{execution}/steps/{step}/attempts/{number}")
                        .needs(EXECUTION_READ)
                        .gives(AttemptView.class)
                        .by("Get one attempt with everything recorded of it", this::attempt),
                Route.get("/executions/{execution}/live")
                        .needs(EXECUTION_READ)
                        .streams("Follow an execution until it ends", LiveExecution.EVENTS, this::follow));
    }

    static long id(Call<?> call) {
        String text = call.path("execution");
        return Ids.parse("exe", text).orElseThrow(() -> MillraceException.notFound("execution", text));
    }

    private Reply<Record> start(Call<StartInput> call) {
        return starts.start(call, call.path("workflow"), call.body().data());
    }

    private Reply<Record> runAction(Call<ActionInput> call) {
        Object input = call.body().input();
        String workflow = workflows
                .forAction(call.project(), call.path("action"), call.body().connection())
                .id();
        return starts.start(call, workflow, input == null ? Map.of() : input);
    }

    private Reply<Page<ExecutionItem>> list(Call<Void> call) {
        Optional<Instant> from = call.query(FROM);
        Optional<Instant> to = call.query(TO);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new MillraceException(ErrorCode.BAD_REQUEST, "'from' must be before 'to'.");
        }
        ExecutionStore.Filter filter = new ExecutionStore.Filter(
                call.query(WORKFLOW),
                statuses(call),
                call.query(TOOL),
                call.query(ACTION),
                call.query(CONNECTION),
                call.query(TAG),
                from,
                to);
        Page<ExecutionRow> page = call.query(TEXT)
                .map(text -> executions.search(call.project(), filter, text, call.cursor(), call.limit()))
                .orElseGet(() -> executions.list(call.project(), filter, call.cursor(), call.limit()));
        return Reply.ok(page.map(ExecutionItem::of));
    }

    /** Empty for all. */
    private static List<ExecutionStatus> statuses(Call<?> call) {
        Optional<ExecutionStatus> status = call.query(STATUS);
        Optional<Boolean> unfinished = call.query(UNFINISHED);
        if (status.isPresent() && unfinished.isPresent() && status.get().ended() == unfinished.get()) {
            throw new MillraceException(
                    ErrorCode.BAD_REQUEST, "'status' and 'unfinished' contradict each other. Leave one of them out.");
        }
        if (status.isPresent() || unfinished.isEmpty()) {
            return status.stream().toList();
        }
        return unfinished.get() ? ExecutionStatus.UNFINISHED : ExecutionStatus.ENDED;
    }

    private Reply<AttemptView> attempt(Call<Void> call) {
        String text = call.path("number");
        if (!NUMBER.matcher(text).matches()) {
            throw MillraceException.notFound("attempt", text);
        }
        return Reply.ok(AttemptView.of(
                executions.attempt(call.project(), id(call), call.path("step"), Integer.parseInt(text))));
    }

    private AutoCloseable follow(Call<Void> call, EventStream stream) {
        return LiveExecution.follow(executions, call.project(), id(call), stream);
    }
}
