package io.millrace.core.workflow;

import io.millrace.core.expression.Visible;
import io.millrace.core.workflow.TriggerSpec.Webhook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the expressions of one definition see, and the JSON Schema of each name. Two of a kind exist: one with types, to
 * check a version before it is published, and one without, to compile it for running, so that a tool that changed its
 * schemas later cannot keep a published version from running.
 */
final class Sight {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> WHOLE = Map.of("type", "integer");
    private static final Map<String, Object> TIME = Map.of("type", "string", "format", "date-time");
    private static final Map<String, Object> ANYTHING = Map.of();

    /** Says that the secrets are known and that there are none; an empty set would say that they are not known. */
    private static final Set<String> NO_SECRETS = Set.of("(none)");

    private static final Map<String, Object> EXECUTION = object(Map.of("id", TEXT, "created_at", TIME));
    private static final Map<String, Object> WORKFLOW = object(Map.of("id", TEXT, "name", TEXT, "version", WHOLE));
    private static final Map<String, Object> PROJECT = object(Map.of("id", TEXT, "catcher", TEXT));
    private static final Map<String, Object> FAILURE = object(Map.of("step", TEXT, "class", TEXT, "message", TEXT));
    private static final Map<String, Object> ERROR = object(Map.of("class", TEXT, "message", TEXT));

    private final Definition definition;
    private final Map<String, Object> variables;
    private final Set<String> secrets;
    private final boolean typed;
    private final Map<String, Object> event;

    private Sight(Definition definition, Map<String, Object> variables, Set<String> secrets, boolean typed) {
        this.definition = definition;
        this.variables = variables;
        this.secrets = secrets;
        this.typed = typed;
        this.event = event(data());
    }

    /** With the names the project has and the types that samples and actions declare. */
    static Sight typed(Definition definition, Surroundings surroundings) {
        Map<String, Object> variables = surroundings.variables().stream()
                .collect(Collectors.toUnmodifiableMap(Function.identity(), name -> ANYTHING));
        Set<String> secrets = surroundings.secrets().isEmpty() ? NO_SECRETS : surroundings.secrets();
        return new Sight(definition, object(variables), secrets, true);
    }

    /** With any variable, any secret and no types. */
    static Sight untyped(Definition definition) {
        return new Sight(definition, ANYTHING, Set.of(), false);
    }

    /** What the condition of a trigger sees: the event, before there is an execution. */
    Visible ofTrigger(TriggerSpec trigger) {
        Map<String, Object> names = surroundings();
        names.put("event", event(data(trigger)));
        return new Visible(names, Set.of(), false);
    }

    /** What the keys of flow control see: the event of whatever trigger it was, before there is an execution. */
    Visible ofFlow() {
        Map<String, Object> names = surroundings();
        names.put("event", event);
        return new Visible(names, Set.of(), false);
    }

    /** What the settings of a verification see: nothing of the event, which is not known to be genuine yet. */
    Visible ofVerification() {
        return new Visible(Map.of("vars", variables, "project", PROJECT), secrets, true);
    }

    /** What a step sees where secrets may not go, and where they may: the same names, in one map. */
    record OfStep(Visible plain, Visible withSecrets) {
        /**
         * What the work of a foreach step sees: also the item it is about, and its index.
         *
         * @param item the schema of an item
         */
        OfStep ofItem(Map<String, Object> item) {
            Map<String, Object> names = new LinkedHashMap<>(plain.schema());
            names.put("item", item);
            names.put("index", WHOLE);
            Map<String, Object> schema = Map.copyOf(names);
            return new OfStep(
                    new Visible(schema, Set.of(), false), new Visible(schema, withSecrets.secretNames(), true));
        }
    }

    /**
     * What a step sees.
     *
     * @param steps what {@link #step} makes of each step it may read; without types, not looked at
     */
    OfStep ofStep(Map<String, Object> steps, boolean onFailure) {
        Map<String, Object> names = surroundings();
        names.put("event", event);
        names.put("execution", EXECUTION);
        names.put("steps", typed ? object(steps) : ANYTHING);
        if (onFailure) {
            names.put("failure", FAILURE);
        }
        Map<String, Object> schema = Map.copyOf(names);
        return new OfStep(new Visible(schema, Set.of(), false), new Visible(schema, secrets, true));
    }

    private Map<String, Object> surroundings() {
        Map<String, Object> names = new LinkedHashMap<>();
        names.put("vars", variables);
        names.put("workflow", WORKFLOW);
        names.put("project", PROJECT);
        return names;
    }

    /**
     * The event's data for steps, which run for whatever trigger it was: the samples together, if every trigger that
     * brings outside data has one. Who starts it by hand is expected to send what the webhook would.
     */
    private Map<String, Object> data() {
        List<TriggerSpec> others = definition.triggers().stream()
                .filter(trigger -> !(trigger instanceof TriggerSpec.Manual))
                .toList();
        return Samples.merge(others.stream().map(this::data).toList());
    }

    private Map<String, Object> data(TriggerSpec trigger) {
        if (typed && trigger instanceof TriggerSpec.End) {
            return ControlSchemas.ENDED;
        }
        Optional<Object> sample = trigger instanceof Webhook webhook ? webhook.sample() : Optional.empty();
        return typed ? sample.map(Samples::schema).orElse(ANYTHING) : ANYTHING;
    }

    private static Map<String, Object> event(Map<String, Object> data) {
        Map<String, Object> headers = Map.of("type", "object", "additionalProperties", TEXT);
        return object(Map.of("id", TEXT, "type", TEXT, "source", TEXT, "time", TIME, "data", data, "headers", headers));
    }

    /** What is visible of a step with such an output. */
    static Map<String, Object> step(Map<String, Object> output) {
        return object(Map.of("status", TEXT, "output", output, "error", ERROR, "attempts", WHOLE));
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        return Map.of("type", "object", "properties", properties, "additionalProperties", false);
    }
}
