package io.millrace.core.execution;

import io.millrace.core.connection.SecretMask;
import io.millrace.core.event.Occurrence;
import io.millrace.core.execution.StepTry.Tried;
import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.ledger.Ancestry;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.PlannedStep.PlannedCall;
import io.millrace.core.workflow.Published;
import io.millrace.core.workflow.Workflows;
import io.millrace.sdk.ErrorClass;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Steps that call other workflows: what is started, and what comes of it when it does not end in time. */
final class CallTry {
    /** The kind of task of a step that waits for the workflow it has called. */
    static final String TASK = "workflow";

    /** The type of the event that starts a called workflow. */
    static final String EVENT = "millrace.workflow.called";

    private final Workflows workflows;
    private final Gates gates;
    private final int largestValue;
    private final Ids ids;
    private final InstantSource clock;

    /** @param largestValue the most bytes of JSON that the input of a workflow may have */
    CallTry(Workflows workflows, Gates gates, Ids ids, int largestValue, InstantSource clock) {
        this.workflows = workflows;
        this.gates = gates;
        this.largestValue = largestValue;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws EvaluationException when an expression has no value */
    Tried begin(ExecutionRow caller, TaskRow task, PlannedCall call, Bindings bindings, SecretMask mask)
            throws EvaluationException {
        if (caller.ancestry().depth() >= Ancestry.MOST) {
            return Tried.of(
                    StepTry.failure(
                            ErrorClass.VALIDATION,
                            "The workflow '" + call.workflow() + "' is not called, because " + Ancestry.MOST
                                    + " executions have led to one another already: do workflows call each other in a circle?"));
        }
        Optional<Published> published = workflows.published(caller.project(), call.workflow());
        if (published.isEmpty()) {
            return Tried.of(StepTry.failure(
                    ErrorClass.NOT_FOUND,
                    "There is no workflow '" + call.workflow() + "' in this project that is published."));
        }
        if (!published.get().enabled()) {
            return Tried.of(StepTry.failure(
                    ErrorClass.CONFLICT, "The workflow '" + call.workflow() + "' is disabled. Enable it to call it."));
        }
        Object data = mask.value(call.input().resolve(bindings));
        Optional<String> input = Journal.value(data, largestValue);
        return input.isEmpty()
                ? Tried.of(StepTry.tooLarge("input for the workflow '" + call.workflow() + "'", largestValue))
                : started(caller, task, call, published.get(), input.get());
    }

    private Tried started(ExecutionRow caller, TaskRow task, PlannedCall call, Published workflow, String input)
            throws EvaluationException {
        Match match = Match.started(workflow, "workflow", ids.next(), List.of(), Optional.empty());
        long execution = match.started().orElseThrow().execution();
        Occurrence.Origin origin = new Occurrence.FromStep(
                call.workflow(), Ids.text("exe", caller.id()), task.key().step());
        Instant now = clock.instant();
        EventRow event = new EventRow(
                ids.next(),
                caller.project(),
                EVENT,
                origin.source(caller.project()),
                now,
                input,
                "{}",
                Json.write(List.of(match.told())),
                task.trace());
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("execution", Ids.text("exe", execution));
        output.put("status", "queued");
        List<Gate> passed = gates.of(workflow, () -> Views.event(event));
        Call made = new Call(event, workflow, execution, passed, task.trace());
        Optional<Instant> until = Optional.of(now.plus(call.timeout()).truncatedTo(ChronoUnit.MICROS))
                .filter(end -> call.waits());
        String reason = until.map(
                        end -> "Waits for " + Ids.text("exe", execution) + " until " + Waits.toTheSecond(end) + ".")
                .orElse("");
        Verdict verdict = new Verdict.Start(reason, made, until, Json.write(output));
        return new Tried(verdict, input, null, call.waits() ? null : output);
    }

    /** It has not ended in time. */
    static Tried late(PlannedCall call) {
        String message = "The workflow '" + call.workflow() + "' has not ended within " + call.timeout() + ".";
        return Tried.of(new Verdict.Fail(ErrorClass.TIMEOUT, message + " It is cancelled.", message));
    }

    /** The execution that a try has started, as its record says. */
    static Optional<Long> started(@Nullable String output) {
        Object json = output == null ? null : Json.read(output);
        return json instanceof Map<?, ?> map && map.get("execution") instanceof String id
                ? Ids.parse("exe", id)
                : Optional.empty();
    }
}
