package io.millrace.server.api;

import static io.millrace.core.access.Permission.EVENT_READ;
import static io.millrace.core.access.Permission.EVENT_REPLAY;

import io.millrace.core.execution.Events;
import io.millrace.core.execution.Intake;
import io.millrace.core.execution.Replays;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.server.api.ExecutionViews.EventItem;
import io.millrace.server.api.ExecutionViews.EventView;
import io.millrace.server.route.Call;
import io.millrace.server.route.QueryParameter;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.util.List;
import java.util.Optional;

/** Stored events: what they were, what they started, and starting it anew. */
final class EventRoutes {
    private static final QueryParameter<Optional<String>> SOURCE =
            QueryParameter.text("source", "Where it came from, such as /hooks/default/github-issues");

    private final Events events;
    private final Replays replays;

    /** @param executions the new ones, {@code exe_...} */
    record ReplayView(String id, List<String> executions) {}

    EventRoutes(Events events, Replays replays) {
        this.events = events;
        this.replays = replays;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/events")
                        .needs(EVENT_READ)
                        .query(SOURCE, QueryParameter.LIMIT, QueryParameter.CURSOR)
                        .givesPage(EventItem.class)
                        .by("List events, newest first", this::list),
                Route.get("/events/{event}")
                        .needs(EVENT_READ)
                        .gives(EventView.class)
                        .by("Get an event and what it has started", this::get),
                Route.post("/events/{event}/replay")
                        .needs(EVENT_REPLAY)
                        .givesLater(ReplayView.class)
                        .by("Start new executions for an event, on the newest versions", this::replay));
    }

    private static long id(Call<?> call) {
        String text = call.path("event");
        return Ids.parse("evt", text).orElseThrow(() -> MillraceException.notFound("event", text));
    }

    private Reply<Page<EventItem>> list(Call<Void> call) {
        return Reply.ok(events.list(call.project(), call.query(SOURCE), call.cursor(), call.limit())
                .map(EventItem::of));
    }

    private Reply<EventView> get(Call<Void> call) {
        long id = id(call);
        return Reply.ok(EventView.of(events.get(call.project(), id), events.executions(call.project(), id)));
    }

    private Reply<ReplayView> replay(Call<Void> call) {
        Intake.Accepted accepted = replays.event(call.project(), id(call), call.trace());
        return Reply.accepted(new ReplayView(
                ExecutionViews.eventId(accepted.event()),
                accepted.executions().stream().map(ExecutionViews::executionId).toList()));
    }
}
