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

    private Sight(Definition definition, Map<String, Object> variables, Set<String> secrets, boolean typed) {
        this.definition = definition;
        this.variables = variables;
        this.secrets = secrets;
        this.typed = typed;
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

    /** What the settings of a verification see: nothing of the event, which is not known to be genuine yet. */
    Visible ofVerification() {
        return new Visible(Map.of("vars", variables, "project", PROJECT), secrets, true);
    }

    /**
     * What a step sees.
     *
     * @param outputs the schema of the output of each step it may read
     */
    Visible ofStep(Map<String, Map<String, Object>> outputs, boolean onFailure, boolean secretsAllowed) {
        Map<String, Object> names = surroundings();
        names.put("event", event(data()));
        names.put("execution", EXECUTION);
        Map<String, Object> steps = outputs.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> step(entry.getValue())));
        names.put("steps", object(steps));
        if (onFailure) {
            names.put("failure", FAILURE);
        }
        return new Visible(names, secretsAllowed ? secrets : Set.of(), secretsAllowed);
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
        return others.stream().map(this::data).reduce(Samples::merge).orElse(ANYTHING);
    }

    private Map<String, Object> data(TriggerSpec trigger) {
        Optional<Object> sample = trigger instanceof Webhook webhook ? webhook.sample() : Optional.empty();
        return typed ? sample.map(Samples::schema).orElse(ANYTHING) : ANYTHING;
    }

    private static Map<String, Object> event(Map<String, Object> data) {
        Map<String, Object> headers = Map.of("type", "object", "additionalProperties", TEXT);
        return object(Map.of("id", TEXT, "type", TEXT, "source", TEXT, "time", TIME, "data", data, "headers", headers));
    }

    private static Map<String, Object> step(Map<String, Object> output) {
        return object(Map.of("status", TEXT, "output", output, "error", ERROR, "attempts", WHOLE));
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        return Map.of("type", "object", "properties", properties, "additionalProperties", false);
    }
}
