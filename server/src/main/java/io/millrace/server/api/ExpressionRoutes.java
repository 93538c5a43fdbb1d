package io.millrace.server.api;

import static io.millrace.core.access.Permission.WORKFLOW_EDIT;

import io.millrace.core.execution.DryRun;
import io.millrace.core.execution.Samples;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.server.api.WorkflowViews.ProblemView;
import io.millrace.server.route.Call;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trying expressions with sample data. */
final class ExpressionRoutes {
    private final DryRun dryRun;
    private final Samples samples;

    /**
     * Either an expression or a template, with data of one kind: given here, of a stored event or of a stored execution.
     *
     * @param expression as in {@code when}
     * @param template any JSON whose texts may hold {@code {{ }}}
     * @param event {@code data} and the other attributes
     * @param steps what each step gave, by its id
     * @param sampleEvent {@code evt_...}
     * @param sampleExecution {@code exe_...}
     */
    record EvaluationInput(
            Optional<String> expression,
            @Nullable Object template,
            Optional<Map<String, @Nullable Object>> event,
            Optional<Map<String, @Nullable Object>> steps,
            Optional<String> sampleEvent,
            Optional<String> sampleExecution) {}

    /** @param value null when there are problems @param problems empty when there is a value */
    record EvaluationView(@Nullable Object value, List<ProblemView> problems) {}

    ExpressionRoutes(DryRun dryRun, Samples samples) {
        this.dryRun = dryRun;
        this.samples = samples;
    }

    List<Route> routes() {
        return List.of(Route.post("/expressions/evaluate")
                .needs(WORKFLOW_EDIT)
                .takes(EvaluationInput.class)
                .gives(EvaluationView.class)
                .by("Evaluate an expression or a template with sample data", this::evaluate));
    }

    private Reply<EvaluationView> evaluate(Call<EvaluationInput> call) {
        EvaluationInput input = call.body();
        if (input.expression().isPresent() == (input.template() != null)) {
            throw new MillraceException(
                    ErrorCode.BAD_REQUEST, "Send either 'expression' or 'template', to say what is to be evaluated.");
        }
        DryRun.Subject subject = input.expression()
                .<DryRun.Subject>map(DryRun.Subject.Expression::new)
                .orElseGet(() -> new DryRun.Subject.Whole(input.template()));
        return Reply.ok(
                switch (dryRun.run(call.project(), subject, source(call.project(), input))) {
                    case DryRun.Outcome.Value(Object value) -> new EvaluationView(value, List.of());
                    case DryRun.Outcome.Wrong(var problems) ->
                        new EvaluationView(
                                null, problems.stream().map(ProblemView::of).toList());
                });
    }

    /** Whoever may edit workflows may also read events and executions, so this shows nobody more than they can see. */
    private DryRun.Source source(String project, EvaluationInput input) {
        boolean given = input.event().isPresent() || input.steps().isPresent();
        long kinds = Stream.of(
                        given,
                        input.sampleEvent().isPresent(),
                        input.sampleExecution().isPresent())
                .filter(present -> present)
                .count();
        if (kinds > 1) {
            throw new MillraceException(
                    ErrorCode.BAD_REQUEST,
                    "Send the data in one way: 'event' and 'steps', or 'sample_event', or 'sample_execution'.");
        }
        if (input.sampleEvent().isPresent()) {
            return samples.event(project, id("evt", "event", input.sampleEvent().get()));
        }
        if (input.sampleExecution().isPresent()) {
            return samples.execution(
                    project, id("exe", "execution", input.sampleExecution().get()));
        }
        DryRun.Sample sample =
                new DryRun.Sample(input.event().orElse(Map.of()), input.steps().orElse(Map.of()));
        return references -> sample;
    }

    private static long id(String prefix, String thing, String text) {
        return Ids.parse(prefix, text).orElseThrow(() -> MillraceException.notFound(thing, text));
    }
}
