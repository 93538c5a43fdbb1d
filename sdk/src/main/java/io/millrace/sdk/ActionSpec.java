package io.millrace.sdk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One typed operation of a tool.
 *
 * @param name without the tool, {@code send_message}; {@code [a-z][a-z0-9_]*}
 * @param title what people read in lists, at most a few words
 * @param description one or two sentences; Markdown
 * @param docs the vendor's page this operation is described on, or an empty text
 * @param kind what it does to the things of the tool
 * @param effect what a second call does, unless {@code effectBy} knows it better
 * @param input JSON Schema 2020-12 of the input object; a property with {@code sensitive: true} is masked wherever shown
 * @param output JSON Schema 2020-12 of the output
 * @param connection whether it needs a connection
 * @param timeout the deadline of one attempt when the step sets none
 * @param serverErrorMeansNotDone whether the tool promises that an answer of 5xx left nothing changed
 * @param examples inputs with a title, used as templates, in the documentation and by the contract tests
 * @param connectionKinds the kinds of connection it works with; none listed means all of the tool's kinds
 * @param effectBy the effect by one property of the input, where it depends on that
 */
public record ActionSpec(
        String name,
        String title,
        String description,
        String docs,
        ActionKind kind,
        Effect effect,
        Map<String, Object> input,
        Map<String, Object> output,
        ConnectionUse connection,
        Duration timeout,
        boolean serverErrorMeansNotDone,
        List<Example> examples,
        List<String> connectionKinds,
        Optional<EffectBy> effectBy) {

    /** An action that works with every kind of connection and always has the same effect. */
    public ActionSpec(
            String name,
            String title,
            String description,
            String docs,
            ActionKind kind,
            Effect effect,
            Map<String, Object> input,
            Map<String, Object> output,
            ConnectionUse connection,
            Duration timeout,
            boolean serverErrorMeansNotDone,
            List<Example> examples) {
        this(
                name,
                title,
                description,
                docs,
                kind,
                effect,
                input,
                output,
                connection,
                timeout,
                serverErrorMeansNotDone,
                examples,
                List.of(),
                Optional.empty());
    }

    /** What a second call with this very input does. A property that is not given counts with its default in the schema. */
    public Effect effectFor(Map<String, ?> given) {
        return effectBy.map(by -> {
                    Object value = given.containsKey(by.input()) ? given.get(by.input()) : defaultOf(by.input());
                    return by.values().getOrDefault(String.valueOf(value), effect);
                })
                .orElse(effect);
    }

    /** Whether a connection of this kind can be used. */
    public boolean worksWith(String connectionKind) {
        return connection != ConnectionUse.NONE
                && (connectionKinds.isEmpty() || connectionKinds.contains(connectionKind));
    }

    private @Nullable Object defaultOf(String property) {
        return input.get("properties") instanceof Map<?, ?> properties
                        && properties.get(property) instanceof Map<?, ?> schema
                ? schema.get("default")
                : null;
    }

    /** Whether an action is called with a connection. */
    public enum ConnectionUse {
        REQUIRED,
        OPTIONAL,
        NONE
    }

    /** A ready-made input. */
    public record Example(String title, Map<String, Object> input) {}
}
