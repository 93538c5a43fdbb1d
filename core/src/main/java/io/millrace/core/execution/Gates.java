package io.millrace.core.execution;

import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.expression.Template;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.Limits;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.FlowSpec;
import io.millrace.core.workflow.FlowSpec.Concurrency;
import io.millrace.core.workflow.FlowSpec.OnFull;
import io.millrace.core.workflow.FlowSpec.RateLimit;
import io.millrace.core.workflow.PlannedFlow;
import io.millrace.core.workflow.Published;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The lanes that the executions of a workflow pass before they begin, in this order: the rate, then the concurrency. */
final class Gates {
    private static final String CONCURRENCY = "workflow:";
    private static final String RATE = "rate:";

    private final Function<String, Map<String, @Nullable Object>> variables;
    private final Function<String, URI> catchers;

    /**
     * @param variables the plain ones of a project, by name
     * @param catchers the catcher of a project, ending in a slash
     */
    Gates(Function<String, Map<String, @Nullable Object>> variables, Function<String, URI> catchers) {
        this.variables = variables;
        this.catchers = catchers;
    }

    /**
     * The lanes for one event, or none.
     *
     * @param event as expressions see it; looked at only when a key reads it
     * @throws EvaluationException when a key has no value
     */
    List<Gate> of(Published workflow, Supplier<Map<String, @Nullable Object>> event) throws EvaluationException {
        PlannedFlow flow = workflow.plan().flow();
        if (!flow.limits()) {
            return List.of();
        }
        Map<String, @Nullable Object> values = new HashMap<>();
        if (flow.references().contains("event")) {
            values.put("event", event.get());
        }
        values.put("vars", variables.apply(workflow.project()));
        values.put("project", Views.project(workflow.project(), catchers.apply(workflow.project())));
        values.put("workflow", Views.workflow(workflow));
        return of(workflow, Bindings.of(values));
    }

    /**
     * Where rate and concurrency are counted by the same key, one lane keeps to both.
     *
     * @throws EvaluationException when a key has no value
     */
    private static List<Gate> of(Published workflow, Bindings bindings) throws EvaluationException {
        PlannedFlow flow = workflow.plan().flow();
        Optional<Concurrency> concurrency = flow.spec().concurrency();
        Optional<RateLimit> rate = flow.spec().rate();
        boolean together = concurrency.isPresent()
                && rate.isPresent()
                && concurrency.get().key().equals(rate.get().key());
        List<Gate> gates = new ArrayList<>();
        if (rate.isPresent() && !together) {
            LaneKey lane = lane(workflow, RATE, key(flow, FlowSpec.RATE, bindings));
            Limits limits = new Limits(Optional.empty(), rate.map(RateLimit::rate));
            gates.add(new Gate(lane, Optional.of(limits), OnFull.QUEUE));
        }
        if (concurrency.isPresent()) {
            LaneKey lane = lane(workflow, CONCURRENCY, key(flow, FlowSpec.CONCURRENCY, bindings));
            Limits limits = new Limits(
                    concurrency.map(Concurrency::limit), together ? rate.map(RateLimit::rate) : Optional.empty());
            gates.add(new Gate(lane, Optional.of(limits), concurrency.get().onFull()));
        }
        return List.copyOf(gates);
    }

    private static LaneKey lane(Published workflow, String scope, String key) {
        return LaneKey.of(workflow.project(), scope + workflow.id(), key);
    }

    private static String key(PlannedFlow flow, String part, Bindings bindings) throws EvaluationException {
        Optional<Template> template = flow.key(part);
        if (template.isEmpty()) {
            return "";
        }
        Object value = template.get().resolve(bindings);
        return value instanceof String text ? text : Json.write(value);
    }
}
