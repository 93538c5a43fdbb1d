package io.millrace.server.api;

import static io.millrace.core.access.Permission.EXECUTION_RUN;

import io.millrace.core.access.Permission;
import io.millrace.core.execution.Bulk;
import io.millrace.core.execution.ExecutionStore;
import io.millrace.core.execution.Replays.OnVersion;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.server.route.Call;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One change of many executions: counted first, then done portion by portion. */
final class BulkRoutes {
    private final Bulk bulk;

    /** Which executions; what is left out does not restrict. */
    record BulkFilterInput(
            Optional<String> workflow,
            Optional<ExecutionStatus> status,
            Optional<String> tool,
            Optional<String> action,
            Optional<String> connection,
            Optional<String> tag,
            Optional<Instant> from,
            Optional<Instant> to) {
        ExecutionStore.Filter filter() {
            if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
                throw new MillraceException(ErrorCode.BAD_REQUEST, "'from' must be before 'to'.");
            }
            return new ExecutionStore.Filter(
                    workflow, status.stream().toList(), tool, action, connection, tag, from, to);
        }
    }

    /** @param version for a replay; the newest when not given */
    record BulkCountInput(Bulk.Operation operation, Optional<OnVersion> version, Optional<BulkFilterInput> filter) {}

    /**
     * @param version for a replay; the newest when not given
     * @param cursor of the count, or {@code next} of the portion before
     */
    record BulkInput(
            Bulk.Operation operation, Optional<OnVersion> version, Optional<BulkFilterInput> filter, String cursor) {}

    /**
     * @param more whether there are more than were counted
     * @param cursor to begin with; absent when there is nothing to do
     */
    record BulkCountView(int matching, boolean more, Optional<String> cursor) {}

    /** Why one execution was left as it is. */
    record BulkRefusalView(String execution, String code, String detail) {}

    /**
     * @param done the executions that were changed, or the new ones of replays
     * @param next the cursor of the next portion; absent when this was the last
     */
    record BulkPortionView(List<String> done, List<BulkRefusalView> refused, Optional<String> next) {}

    BulkRoutes(Bulk bulk) {
        this.bulk = bulk;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/executions/bulk/count")
                        .needs(EXECUTION_RUN)
                        .takes(BulkCountInput.class)
                        .gives(BulkCountView.class)
                        .by("Count the executions that a bulk change would be for", this::count),
                Route.post("/executions/bulk")
                        .needs(EXECUTION_RUN)
                        .takes(BulkInput.class)
                        .gives(BulkPortionView.class)
                        .by("Cancel, restart or replay the next portion of many executions", this::next));
    }

    private Reply<BulkCountView> count(Call<BulkCountInput> call) {
        BulkCountInput input = call.body();
        Bulk.Count count = bulk.count(call.project(), wish(call, input.operation(), input.version(), input.filter()));
        return Reply.ok(new BulkCountView(count.matching(), count.more(), count.cursor()));
    }

    private Reply<BulkPortionView> next(Call<BulkInput> call) {
        BulkInput input = call.body();
        Bulk.Wish wish = wish(call, input.operation(), input.version(), input.filter());
        Bulk.Portion portion = bulk.next(call.project(), wish, input.cursor(), call.trace());
        return Reply.ok(new BulkPortionView(
                portion.done().stream().map(ExecutionViews::executionId).toList(),
                portion.refused().stream()
                        .map(refusal -> new BulkRefusalView(
                                ExecutionViews.executionId(refusal.execution()),
                                refusal.code().code(),
                                refusal.detail()))
                        .toList(),
                portion.next()));
    }

    private static Bulk.Wish wish(
            Call<?> call, Bulk.Operation operation, Optional<OnVersion> version, Optional<BulkFilterInput> filter) {
        if (operation == Bulk.Operation.REPLAY && !call.principal().role().may(Permission.EVENT_REPLAY)) {
            throw new MillraceException(ErrorCode.FORBIDDEN, "Your role may not replay events.");
        }
        if (operation != Bulk.Operation.REPLAY && version.isPresent()) {
            throw new MillraceException(
                    ErrorCode.BAD_REQUEST, "'version' is for a replay; the others stay on the version they ran on.");
        }
        return new Bulk.Wish(
                operation,
                version.orElse(OnVersion.NEWEST),
                filter.map(BulkFilterInput::filter).orElse(ExecutionStore.Filter.ALL));
    }
}
