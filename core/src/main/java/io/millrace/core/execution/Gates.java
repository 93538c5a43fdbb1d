package io.millrace.core.execution;

import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.expression.Template;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.Limits;
import io.millrace.core.lane.Rate;
import io.millrace.core.shared.Json;
import io.millrace.core.workflow.FlowSpec;
import io.millrace.core.workflow.FlowSpec.Concurrency;
import io.millrace.core.workflow.FlowSpec.Debounce;
import io.millrace.core.workflow.FlowSpec.OnFull;
import io.millrace.core.workflow.FlowSpec.RateLimit;
import io.millrace.core.workflow.PlannedFlow;
import io.millrace.core.workflow.Published;
import io.millrace.core.workflow.Workflows;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The lanes that the executions of a workflow pass before they begin, in this order: a pause of the workflow, the rate, the concurrency. */
final class Gates {
    private static final String CONCURRENCY = "workflow:";
    private static final String RATE = "rate:";
    private static final String DEBOUNCE = "debounce:";

    private final Function<String, Map<String, @Nullable Object>> variables;
    private final Function<String, URI> catchers;
    private final ShutLanes shut;

    /**
     * @param variables the plain ones of a project, by name
     * @param catchers the catcher of a project, ending in a slash
     */
    Gates(Function<String, Map<String, @Nullable Object>> variables, Function<String, URI> catchers, ShutLanes shut) {
        this.variables = variables;
        this.catchers = catchers;
        this.shut = shut;
    }

    /**
     * The lanes for one event, or none.
     *
     * @param event as expressions see it; looked at only when a key reads it
     * @throws EvaluationException when a key has no value
     */
    List<Gate> of(Published workflow, Supplier<Map<String, @Nullable Object>> event) throws EvaluationException {
        List<Gate> gates = new ArrayList<>();
        if (shut.any() && shut.contains(Pausing.lane(workflow.project(), workflow.id()))) {
            LaneKey lane = Pausing.lane(workflow.project(), workflow.id());
            gates.add(new Gate(lane, Optional.empty(), OnFull.QUEUE));
        }
        if (workflow.plan().flow().limits()) {
            gates.addAll(of(workflow, bindings(workflow, event)));
        }
        return List.copyOf(gates);
    }

    /**
     * The lane in which the events of a workflow that debounces are joined; empty for one that does not.
     *
     * @throws EvaluationException when its key has no value
     */
    Optional<Debounced> debounced(Published workflow, Supplier<Map<String, @Nullable Object>> event)
            throws EvaluationException {
        PlannedFlow flow = workflow.plan().flow();
        Optional<Debounce> debounce = flow.spec().debounce();
        if (debounce.isEmpty()) {
            return Optional.empty();
        }
        String key = key(flow, FlowSpec.DEBOUNCE, bindings(workflow, event));
        return Optional.of(new Debounced(lane(workflow, DEBOUNCE, key), debounce.get()));
    }

    private Bindings bindings(Published workflow, Supplier<Map<String, @Nullable Object>> event) {
        PlannedFlow flow = workflow.plan().flow();
        Map<String, @Nullable Object> values = new HashMap<>();
        if (flow.references().contains("event")) {
            values.put("event", event.get());
        }
        values.put("vars", variables.apply(workflow.project()));
        values.put("project", Views.project(workflow.project(), catchers.apply(workflow.project())));
        values.put("workflow", Views.workflow(workflow));
        return Bindings.of(values);
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
        boolean together = together(flow.spec());
        List<Gate> gates = new ArrayList<>();
        if (rate.isPresent() && !together) {
            LaneKey lane = lane(workflow, RATE, key(flow, FlowSpec.RATE, bindings));
            gates.add(new Gate(lane, wanted(lane, flow.spec()), OnFull.QUEUE));
        }
        if (concurrency.isPresent()) {
            LaneKey lane = lane(workflow, CONCURRENCY, key(flow, FlowSpec.CONCURRENCY, bindings));
            gates.add(
                    new Gate(lane, wanted(lane, flow.spec()), concurrency.get().onFull()));
        }
        return List.copyOf(gates);
    }

    /** What a lane of a published workflow is to keep to by now, whatever its key; empty for a lane of another kind. */
    static Optional<Limits> wanted(LaneKey lane, Workflows workflows) {
        String scope = lane.scope();
        return scope.startsWith(RATE) || scope.startsWith(CONCURRENCY)
                ? workflows
                        .published(lane.project(), scope.substring(scope.indexOf(':') + 1))
                        .flatMap(workflow -> wanted(lane, workflow.plan().flow().spec()))
                : Optional.empty();
    }

    /** Who waits in a lane that the present version does not make use of keeps to the rate all the same. */
    private static Optional<Limits> wanted(LaneKey lane, FlowSpec flow) {
        Optional<Rate> rate = flow.rate().map(RateLimit::rate);
        Optional<Integer> slots = flow.concurrency().map(Concurrency::limit);
        if (lane.scope().startsWith(RATE)) {
            return Optional.of(new Limits(Optional.empty(), rate));
        }
        return lane.scope().startsWith(CONCURRENCY)
                ? Optional.of(new Limits(slots, slots.isEmpty() || together(flow) ? rate : Optional.empty()))
                : Optional.empty();
    }

    private static boolean together(FlowSpec flow) {
        return flow.concurrency().isPresent()
                && flow.rate().isPresent()
                && flow.concurrency().get().key().equals(flow.rate().get().key());
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
