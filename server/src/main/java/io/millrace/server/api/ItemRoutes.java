package io.millrace.server.api;

import static io.millrace.core.access.Permission.EXECUTION_READ;

import io.millrace.core.execution.Items;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.workflow.StepStatus;
import io.millrace.server.api.ExecutionViews.ItemRow;
import io.millrace.server.api.ExecutionViews.ItemView;
import io.millrace.server.route.Call;
import io.millrace.server.route.QueryParameter;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The items of foreach steps. */
final class ItemRoutes {
    private static final QueryParameter<Optional<Ended>> STATUS =
            QueryParameter.choice("status", "How it ended", Ended.class);
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,5}");

    private final Items items;

    /** The ways in which an item comes to an end. */
    enum Ended {
        SUCCEEDED,
        FAILED,
        UNKNOWN,
        CANCELLED
    }

    ItemRoutes(Items items) {
        this.items = items;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/executions/{execution}/steps/{step}/items")
                        .needs(EXECUTION_READ)
                        .query(STATUS)
                        .query(QueryParameter.LIMIT, QueryParameter.CURSOR)
                        .givesPage(ItemRow.class)
                        .by("List the items of a foreach step, in the order of its list", this::list),
                Route.get("/executions/{execution}/steps/{step}/items/{index}")
                        .needs(EXECUTION_READ)
                        .gives(ItemView.class)
                        .by("Get one item of a foreach step with its attempts", this::get));
    }

    private Reply<Page<ItemRow>> list(Call<Void> call) {
        Optional<StepStatus> status = call.query(STATUS).map(ended -> StepStatus.valueOf(ended.name()));
        return Reply.ok(items.list(
                        call.project(),
                        ExecutionRoutes.id(call),
                        call.path("step"),
                        status,
                        call.cursor(),
                        call.limit())
                .map(ItemRow::of));
    }

    private Reply<ItemView> get(Call<Void> call) {
        String text = call.path("index");
        if (!INDEX.matcher(text).matches()) {
            throw MillraceException.notFound("item", text);
        }
        return Reply.ok(ItemView.of(
                items.get(call.project(), ExecutionRoutes.id(call), call.path("step"), Integer.parseInt(text))));
    }
}
