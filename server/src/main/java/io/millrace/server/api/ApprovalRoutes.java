package io.millrace.server.api;

import static io.millrace.core.access.Permission.EXECUTION_READ;
import static io.millrace.core.access.Permission.EXECUTION_RUN;

import io.millrace.core.execution.Approvals;
import io.millrace.core.execution.ExecutionStore.ApprovalFilter;
import io.millrace.core.execution.ExecutionStore.WaitingApproval;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.workflow.StepSpec.Approver;
import io.millrace.server.api.ExecutionViews.ExecutionItem;
import io.millrace.server.route.Call;
import io.millrace.server.route.QueryParameter;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Approvals: what waits for an answer, and answering it. */
final class ApprovalRoutes {
    private static final QueryParameter<Optional<String>> WORKFLOW =
            QueryParameter.text("workflow", "The id of the workflow");
    private static final QueryParameter<Optional<String>> EXECUTION =
            QueryParameter.text("execution", "The id of the execution, exe_...");

    private final Approvals approvals;

    ApprovalRoutes(Approvals approvals) {
        this.approvals = approvals;
    }

    /** @param note why, for the journal and the step's output */
    record AnswerInput(Optional<String> note) {}

    /**
     * A step that asks.
     *
     * @param execution {@code exe_...}
     * @param roles who may answer; empty for everybody who may run executions
     * @param askedAt when it began to wait
     * @param until when it is no longer waited for
     */
    record ApprovalItem(
            String execution,
            String workflow,
            int version,
            String step,
            String title,
            String details,
            List<Approver> roles,
            Instant askedAt,
            Instant until) {
        static ApprovalItem of(WaitingApproval row) {
            Map<?, ?> question = Json.read(row.question()) instanceof Map<?, ?> map ? map : Map.of();
            return new ApprovalItem(
                    ExecutionViews.executionId(row.execution()),
                    row.workflow(),
                    row.version(),
                    row.step(),
                    text(question.get("title")),
                    text(question.get("details")),
                    question.get("roles") instanceof List<?> roles
                            ? roles.stream().map(ApprovalItem::approver).toList()
                            : List.of(),
                    row.askedAt(),
                    row.until());
        }

        private static String text(@Nullable Object value) {
            return value == null ? "" : String.valueOf(value);
        }

        private static Approver approver(Object code) {
            return Approver.valueOf(String.valueOf(code).toUpperCase(Locale.ROOT));
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get("/approvals")
                        .needs(EXECUTION_READ)
                        .query(WORKFLOW, EXECUTION)
                        .query(QueryParameter.LIMIT, QueryParameter.CURSOR)
                        .givesPage(ApprovalItem.class)
                        .by("List what waits for an answer, newest execution first", this::list),
                Route.post("/executions/{execution}/steps/{step}/approve")
                        .needs(EXECUTION_RUN)
                        .takes(AnswerInput.class)
                        .givesLater(ExecutionItem.class)
                        .by("Approve what a step asks", call -> answer(call, true)),
                Route.post("/executions/{execution}/steps/{step}/reject")
                        .needs(EXECUTION_RUN)
                        .takes(AnswerInput.class)
                        .givesLater(ExecutionItem.class)
                        .by("Reject what a step asks", call -> answer(call, false)));
    }

    private Reply<Page<ApprovalItem>> list(Call<Void> call) {
        Optional<Long> execution = call.query(EXECUTION)
                .map(text -> Ids.parse("exe", text)
                        .orElseThrow(() -> new MillraceException(
                                ErrorCode.BAD_REQUEST, "'execution' must be the id of an execution, exe_...")));
        ApprovalFilter filter = new ApprovalFilter(call.query(WORKFLOW), execution);
        return Reply.ok(approvals
                .list(call.project(), filter, call.cursor(), call.limit())
                .map(ApprovalItem::of));
    }

    private Reply<ExecutionItem> answer(Call<AnswerInput> call, boolean approved) {
        Approvals.Word word = new Approvals.Word(
                approved,
                call.body().note().orElse(""),
                call.principal().name(),
                call.principal().role().code());
        return Reply.accepted(ExecutionItem.of(
                approvals.answer(call.project(), ExecutionRoutes.id(call), call.path("step"), word, call.trace())));
    }
}
