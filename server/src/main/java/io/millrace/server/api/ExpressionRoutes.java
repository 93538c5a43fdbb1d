package io.millrace.server.api;

import static io.millrace.core.access.Permission.WORKFLOW_EDIT;

import io.millrace.core.execution.DryRun;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.server.api.WorkflowViews.ProblemView;
import io.millrace.server.route.Call;
import io.millrace.server.route.Reply;
import io.millrace.server.route.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Trying expressions with sample data. */
final class ExpressionRoutes {
    private final DryRun dryRun;

    /**
     * Either an expression or a template.
     *
     * @param expression as in {@code when}
     * @param template any JSON whose texts may hold {@code {{ }}}
     * @param event {@code data} and the other attributes
     * @param steps what each step gave, by its id
     */
    record EvaluationInput(
            Optional<String> expression,
            @Nullable Object template,
            Optional<Map<String, @Nullable Object>> event,
            Optional<Map<String, @Nullable Object>> steps) {}

    /** @param value null when there are problems @param problems empty when there is a value */
    record EvaluationView(@Nullable Object value, List<ProblemView> problems) {}

    ExpressionRoutes(DryRun dryRun) {
        this.dryRun = dryRun;
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
        DryRun.Sample sample =
                new DryRun.Sample(input.event().orElse(Map.of()), input.steps().orElse(Map.of()));
        return Reply.ok(
                switch (dryRun.run(call.project(), subject, sample)) {
                    case DryRun.Outcome.Value(Object value) -> new EvaluationView(value, List.of());
                    case DryRun.Outcome.Wrong(var problems) ->
                        new EvaluationView(
                                null, problems.stream().map(ProblemView::of).toList());
                });
    }
}
