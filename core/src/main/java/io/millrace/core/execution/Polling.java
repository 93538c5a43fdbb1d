package io.millrace.core.execution;

import io.millrace.core.action.ActionRunner;
import io.millrace.core.action.Outcome;
import io.millrace.core.action.PreparedCall;
import io.millrace.core.connection.SecretMask;
import io.millrace.core.connection.SecretMasks;
import io.millrace.core.connection.Variables;
import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.expression.Template;
import io.millrace.core.workflow.PollTrigger;
import io.millrace.sdk.ErrorClass;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks a tool for the list of a poll trigger, once. */
public final class Polling {
    private final ActionRunner actions;
    private final Variables variables;
    private final SecretMasks masks;
    private final Function<String, URI> catchers;

    Polling(ActionRunner actions, Variables variables, SecretMasks masks, Function<String, URI> catchers) {
        this.actions = actions;
        this.variables = variables;
        this.masks = masks;
        this.catchers = catchers;
    }

    /** What came of it; secrets are masked. */
    public sealed interface Answer {
        /** @param output of the action */
        record Listed(@Nullable Object output) implements Answer {}

        /** @param pause that the tool asked for */
        record Refused(ErrorClass errorClass, String message, Optional<Duration> pause) implements Answer {}
    }

    /**
     * Calls on this thread, within the action's deadline.
     *
     * @param cursor for the input that the poll names, if it names one
     */
    public Answer ask(PollTrigger trigger, Optional<String> cursor) {
        String project = trigger.workflow().project();
        SecretMask mask = masks.of(project);
        Map<String, Object> input = new LinkedHashMap<>();
        try {
            Template template =
                    trigger.workflow().plan().polls().get(trigger.poll().id());
            if (template != null && template.resolve(bindings(project)) instanceof Map<?, ?> given) {
                given.forEach((key, value) -> {
                    if (value != null) {
                        input.put(String.valueOf(key), value);
                    }
                });
            }
        } catch (EvaluationException e) {
            return new Answer.Refused(e.errorClass(), mask.text(String.valueOf(e.getMessage())), Optional.empty());
        }
        input.putAll(trigger.spec().input());
        trigger.spec().cursor().ifPresent(by -> cursor.ifPresent(value -> input.put(by.input(), value)));
        String key = "poll/" + trigger.workflow().id() + "/" + trigger.poll().id();
        PreparedCall call = new PreparedCall(
                project,
                trigger.action(),
                trigger.poll().connection(),
                input,
                key,
                Optional.empty(),
                catchers.apply(project));
        return switch (actions.run(call, mask)) {
            case Outcome.Succeeded succeeded -> new Answer.Listed(succeeded.output());
            case Outcome.Failed failed ->
                new Answer.Refused(failed.errorClass(), Journal.message(failed.message()), failed.retryAfter());
        };
    }

    private Bindings bindings(String project) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("vars", variables.plain(project));
        values.put("project", Views.project(project, catchers.apply(project)));
        return new Bindings(values, name -> variables.secret(project, name).orElse(null));
    }
}
