package io.millrace.server.api;

import static io.millrace.core.access.Permission.EVENT_REPLAY;
import static io.millrace.core.access.Permission.EXECUTION_RUN;
import static io.millrace.server.api.ExecutionRoutes.id;

import io.millrace.core.event.Occurrence;
import io.millrace.core.execution.Engine;
import io.millrace.core.execution.Executions;
import io.millrace.core.execution.Intake;
import io.millrace.core.execution.Replays;
import io.millrace.core.execution.Replays.OnVersion;
import io.millrace.core.execution.Settlements;
import io.millrace.server.api.ExecutionViews.ExecutionItem;
import io.millrace.server.api.ExecutionViews.StartedView;
import io.millrace.server.route.Call;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be done with one execution: to end it, to start it again, to repeat it, to settle what is unknown of it. */
final class ChangeRoutes {
    private final Executions executions;
    private final Replays replays;
    private final Settlements settlements;
    private final InstantSource clock;

    /** @param version the newest when not given */
    record ReplayInput(Optional<OnVersion> version) {}

    /**
     * @param as what somebody found out about the step's effect
     * @param output of the step, when it has succeeded
     * @param note why, for the journal
     */
    record SettlementInput(Settlements.Finding as, @Nullable Object output, Optional<String> note) {}

    ChangeRoutes(Engine engine, InstantSource clock) {
        this.executions = engine.executions();
        this.replays = engine.replays();
        this.settlements = engine.settlements();
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/executions/{execution}/cancel")
                        .needs(EXECUTION_RUN)
                        .givesLater(ExecutionItem.class)
                        .by("Cancel an execution", this::cancel),
                Route.post("/executions/{execution}/restart")
                        .needs(EXECUTION_RUN)
                        .givesLater(ExecutionItem.class)
                        .by("Start an ended execution again from where it stopped", this::restart),
                Route.post("/executions/{execution}/replay")
                        .needs(EVENT_REPLAY)
                        .takes(ReplayInput.class)
                        .givesLater(StartedView.class)
                        .by("Start a new execution for the event of an old one", this::replay),
                Route.post("/executions/{execution}/steps/{step}/settle")
                        .needs(EXECUTION_RUN)
                        .takes(SettlementInput.class)
                        .givesLater(ExecutionItem.class)
                        .by("Say what came of a step whose outcome is unknown", this::settle));
    }

    private Reply<ExecutionItem> cancel(Call<Void> call) {
        return Reply.accepted(ExecutionItem.of(executions.cancel(call.project(), id(call), call.trace())));
    }

    private Reply<ExecutionItem> restart(Call<Void> call) {
        return Reply.accepted(ExecutionItem.of(executions.restart(call.project(), id(call), call.trace())));
    }

    private Reply<StartedView> replay(Call<ReplayInput> call) {
        OnVersion version = call.body().version().orElse(OnVersion.NEWEST);
        Optional<Occurrence.Dedupe> once = Starts.idempotency(call, clock.instant())
                .map(wish -> new Occurrence.Dedupe(wish.key() + " " + id(call) + " " + version, wish.until()));
        Intake.Accepted accepted = replays.execution(call.project(), id(call), version, once, call.trace());
        return Reply.accepted(new StartedView(
                ExecutionViews.executionId(accepted.executions().getFirst()),
                ExecutionViews.eventId(accepted.event())));
    }

    private Reply<ExecutionItem> settle(Call<SettlementInput> call) {
        SettlementInput input = call.body();
        Settlements.Word word = new Settlements.Word(
                input.as(),
                input.output(),
                input.note().orElse(""),
                call.principal().name());
        return Reply.accepted(
                ExecutionItem.of(settlements.settle(call.project(), id(call), call.path("step"), word, call.trace())));
    }
}
