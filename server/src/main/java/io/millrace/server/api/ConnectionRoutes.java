package io.millrace.server.api;

import static io.millrace.core.access.Permission.CONNECTION_EDIT;
import static io.millrace.core.access.Permission.CONNECTION_READ;

import io.millrace.core.action.ConnectionTests;
import io.millrace.core.connection.ConnectionDraft;
import io.millrace.core.connection.ConnectionView;
import io.millrace.core.connection.Connections;
import io.millrace.core.connection.Health;
import io.millrace.core.lane.Limits;
import io.millrace.core.lane.Rate;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.shared.Problem;
import io.millrace.sdk.Allowance;
import io.millrace.server.route.Call;
import io.millrace.server.route.QueryParameter;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Connections: named credentials, which go in and never come out. */
final class ConnectionRoutes {
    private static final QueryParameter<Optional<String>> TOOL =
            QueryParameter.text("tool", "Only connections of this tool");

    private static final int MOST_CALLS = 10_000;

    private final Connections connections;
    private final ConnectionTests tests;
    private final BiFunction<String, String, Optional<Allowance>> allowances;

    /** @param secrets a name left out keeps its value, null removes it */
    record ConnectionInput(
            String tool,
            String kind,
            Optional<Map<String, Object>> config,
            @Nullable Map<String, @Nullable String> secrets,
            Optional<LimitsView> limits) {
        /** Leaves the secrets out. */
        @Override
        public String toString() {
            return "ConnectionInput[" + tool + ", " + kind + "]";
        }
    }

    /**
     * How much a connection may be used, by all nodes together.
     *
     * @param concurrency how many calls at once
     * @param rate how many calls in any window of a time
     */
    record LimitsView(Optional<Integer> concurrency, Optional<RateView> rate) {
        static LimitsView of(Limits limits) {
            return new LimitsView(limits.slots(), limits.rate().map(rate -> new RateView(rate.limit(), rate.period())));
        }

        Limits limits() {
            if (concurrency.filter(slots -> slots < 1 || slots > MOST_CALLS).isPresent()) {
                throw invalid("limits.concurrency", "This must be a whole number, 1 to " + MOST_CALLS + ".");
            }
            return new Limits(concurrency, rate.map(RateView::rate));
        }

        private static MillraceException invalid(String at, String message) {
            return new MillraceException(
                    ErrorCode.CONNECTION_INVALID,
                    "The connection cannot be saved as given.",
                    List.of(Problem.at(at, message)));
        }
    }

    /** @param period from a second to 31 days */
    record RateView(int limit, Duration period) {
        Rate rate() {
            if (limit < 1 || limit > Rate.MAX_LIMIT) {
                throw LimitsView.invalid("limits.rate.limit", "This must be 1 to " + Rate.MAX_LIMIT + ".");
            }
            if (period.compareTo(Rate.SHORTEST) < 0 || period.compareTo(Rate.LONGEST) > 0) {
                throw LimitsView.invalid(
                        "limits.rate.period", "This must be " + Rate.SHORTEST + " to " + Rate.LONGEST + ".");
            }
            return new Rate(limit, period);
        }
    }

    /** @param secrets the names of those that are set */
    record ConnectionItem(
            String id,
            String tool,
            String kind,
            Map<String, Object> config,
            List<String> secrets,
            HealthItem health,
            Instant createdAt,
            Instant updatedAt,
            long revision,
            LimitsView limits,
            Optional<ToolLimitView> toolLimit) {
        static ConnectionItem of(ConnectionView view, Optional<Allowance> allowance) {
            return new ConnectionItem(
                    view.id(),
                    view.tool(),
                    view.kind(),
                    view.config(),
                    view.secrets(),
                    new HealthItem(
                            view.health().status(),
                            view.health().checked(),
                            view.health().message()),
                    view.created(),
                    view.updated(),
                    view.revision(),
                    LimitsView.of(view.limits()),
                    allowance.map(told -> new ToolLimitView(
                            Optional.of(told.limit()).filter(limit -> limit > 0), told.remaining(), told.resetsAt())));
        }
    }

    /** What the tool last told this server of its own limit. @param limit absent when the tool does not tell */
    record ToolLimitView(Optional<Integer> limit, int remaining, Instant resetsAt) {}

    record HealthItem(Health.Status status, Optional<Instant> checkedAt, String message) {}

    record TestView(boolean ok, String message) {}

    /** @param allowances what the tool of a connection last told, by project and connection */
    ConnectionRoutes(
            Connections connections,
            ConnectionTests tests,
            BiFunction<String, String, Optional<Allowance>> allowances) {
        this.allowances = allowances;
        this.connections = connections;
        this.tests = tests;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/connections")
                        .needs(CONNECTION_READ)
                        .query(TOOL, QueryParameter.LIMIT, QueryParameter.CURSOR)
                        .givesPage(ConnectionItem.class)
                        .by("List connections", this::list),
                Route.get("/connections/{connection}")
                        .needs(CONNECTION_READ)
                        .gives(ConnectionItem.class)
                        .by("Get a connection, without its secrets", call -> reply(call, find(call))),
                Route.put("/connections/{connection}")
                        .needs(CONNECTION_EDIT)
                        .takes(ConnectionInput.class)
                        .gives(ConnectionItem.class)
                        .by("Create or update a connection", this::put),
                Route.delete("/connections/{connection}")
                        .needs(CONNECTION_EDIT)
                        .by("Delete a connection that no workflow uses", this::delete),
                Route.post("/connections/{connection}/test")
                        .needs(CONNECTION_EDIT)
                        .gives(TestView.class)
                        .by("Test a connection", this::test));
    }

    private static String id(Call<?> call) {
        return call.path("connection");
    }

    private ConnectionView find(Call<?> call) {
        return connections
                .get(call.project(), id(call))
                .orElseThrow(() -> MillraceException.notFound("connection", id(call)));
    }

    private Reply<Page<ConnectionItem>> list(Call<Void> call) {
        String tool = call.query(TOOL).orElse(null);
        String cursor = call.cursor().orElse(null);
        return Reply.ok(
                connections.list(call.project(), tool, cursor, call.limit()).map(view -> item(call, view)));
    }

    private Reply<ConnectionItem> put(Call<ConnectionInput> call) {
        ConnectionInput input = call.body();
        ConnectionDraft draft = new ConnectionDraft(
                input.tool(),
                input.kind(),
                input.config().orElse(Map.of()),
                input.secrets() == null ? Map.of() : input.secrets(),
                input.limits().map(LimitsView::limits));
        return reply(call, connections.put(call.project(), id(call), draft, Revisions.seen(call)));
    }

    private Reply<Void> delete(Call<Void> call) {
        connections.delete(call.project(), id(call), call.ifMatch());
        return Reply.nothing();
    }

    private Reply<TestView> test(Call<Void> call) {
        ConnectionTests.Result result = tests.run(call.project(), id(call));
        return Reply.ok(new TestView(result.works(), result.message()));
    }

    private ConnectionItem item(Call<?> call, ConnectionView view) {
        return ConnectionItem.of(view, allowances.apply(call.project(), view.id()));
    }

    private Reply<ConnectionItem> reply(Call<?> call, ConnectionView view) {
        return Reply.ok(item(call, view)).revision(view.revision());
    }
}
