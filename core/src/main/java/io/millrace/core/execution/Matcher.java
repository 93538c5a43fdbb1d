package io.millrace.core.execution;

import io.millrace.core.event.Occurrence;
import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.Condition;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.ledger.Ancestry;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.Published;
import io.millrace.core.workflow.TriggerSpec;
import io.millrace.core.workflow.Workflows;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the published workflows whose triggers an occurrence meets, and judges their {@code when}. */
final class Matcher {
    private static final Logger log = LoggerFactory.getLogger(Matcher.class);

    /** The most triggers that one occurrence is shown to. */
    static final int MOST_TRIGGERS = 200;

    /** How long judging the conditions of one occurrence may take before those that are left are refused. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Workflows workflows;
    private final Function<String, Map<String, @Nullable Object>> variables;
    private final Function<String, URI> catchers;
    private final Gates gates;
    private final Ids ids;
    private final InstantSource clock;

    Matcher(
            Workflows workflows,
            Function<String, Map<String, @Nullable Object>> variables,
            Function<String, URI> catchers,
            Gates gates,
            Ids ids,
            InstantSource clock) {
        this.workflows = workflows;
        this.variables = variables;
        this.catchers = catchers;
        this.gates = gates;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Judges every trigger that listens. One that cannot be judged, or comes after too many or too much, is told so; it
     * does not keep the event from being stored, nor the others from starting.
     *
     * @param event the id the event has or will have
     */
    List<Match> match(Occurrence occurrence, long event) {
        String project = occurrence.project();
        return switch (occurrence.origin()) {
            case Occurrence.FromWebhook webhook -> judgeAll(listening(project, webhook), occurrence, event);
            case Occurrence.FromSchedule schedule ->
                judgeAll(listening(project, schedule.workflow(), schedule.trigger()), occurrence, event);
            case Occurrence.FromPoll poll ->
                judgeAll(listening(project, poll.workflow(), poll.trigger()), occurrence, event);
            case Occurrence.FromEnd end -> judgeAll(listening(project, end, occurrence), occurrence, event);
            case Occurrence.FromPerson person -> List.of(byHand(project, person.workflow(), occurrence, event));
            // a step called this workflow: its triggers are about other doors
            case Occurrence.FromStep step ->
                List.of(gated(runnable(project, step.workflow()), "workflow", occurrence, event));
        };
    }

    /** What led to the executions that an occurrence starts. */
    static Ancestry ancestry(Occurrence occurrence) {
        return occurrence.origin() instanceof Occurrence.FromEnd
                        && occurrence.data() instanceof Map<?, ?> data
                        && data.get("depth") instanceof Long depth
                ? new Ancestry(Math.clamp(depth, 0, Ancestry.MOST), null).next(null)
                : Ancestry.NONE;
    }

    /** A trigger and whose it is. */
    private record Listener(Published workflow, TriggerSpec trigger) {}

    private List<Listener> listening(String project, Occurrence.FromWebhook webhook) {
        List<Listener> listeners = new ArrayList<>();
        for (Published workflow : workflows.forWebhook(project, webhook.path())) {
            for (TriggerSpec trigger : workflow.definition().triggers()) {
                if (trigger instanceof TriggerSpec.Webhook hook && hook.path().equals(webhook.path())) {
                    listeners.add(new Listener(workflow, trigger));
                }
            }
        }
        return listeners;
    }

    private List<Listener> listening(String project, String id, String triggerId) {
        return workflows.published(project, id).stream()
                .filter(Published::enabled)
                .flatMap(workflow -> workflow.definition().triggers().stream()
                        .filter(trigger -> trigger.id().equals(triggerId))
                        .map(trigger -> new Listener(workflow, trigger)))
                .toList();
    }

    private List<Listener> listening(String project, Occurrence.FromEnd end, Occurrence occurrence) {
        Object status = occurrence.data() instanceof Map<?, ?> data ? data.get("status") : null;
        return workflows.forEnd(project, end.workflow(), String.valueOf(status)).stream()
                .map(found -> new Listener(found.workflow(), found.trigger()))
                .toList();
    }

    private List<Match> judgeAll(List<Listener> listeners, Occurrence occurrence, long event) {
        Instant end = clock.instant().plus(LONGEST);
        List<Match> matches = new ArrayList<>();
        for (Listener listener : listeners) {
            if (ancestry(occurrence).depth() > Ancestry.MOST) {
                matches.add(refused(
                        listener,
                        Ancestry.MOST + " executions have led to one another already, which is the most there can be:"
                                + " do workflows start each other in a circle?"));
            } else if (matches.size() >= MOST_TRIGGERS) {
                matches.add(refused(listener, "More than " + MOST_TRIGGERS + " triggers listen to this address."));
            } else if (clock.instant().isAfter(end)) {
                matches.add(refused(
                        listener,
                        "Judging the conditions of the triggers before this one took longer than " + LONGEST + "."));
            } else {
                matches.add(judge(listener.workflow(), listener.trigger(), occurrence, event));
            }
        }
        return matches;
    }

    private static Match refused(Listener listener, String reason) {
        log.warn("{} was not started: {}", listener.workflow().id(), reason);
        return Match.refused(listener.workflow(), listener.trigger().id(), reason);
    }

    private Published runnable(String project, String id) {
        Published workflow = workflows.published(project, id).orElseThrow(() -> unpublished(project, id));
        if (!workflow.enabled()) {
            throw new MillraceException(
                    ErrorCode.WORKFLOW_DISABLED, "The workflow '" + id + "' is disabled. Enable it to run it.");
        }
        return workflow;
    }

    /** Somebody asked for this workflow: its triggers' conditions are about other doors, except a manual one's. */
    private Match byHand(String project, String id, Occurrence occurrence, long event) {
        Published workflow = runnable(project, id);
        Optional<TriggerSpec> manual = workflow.definition().triggers().stream()
                .filter(trigger -> trigger instanceof TriggerSpec.Manual)
                .findFirst();
        return manual.map(trigger -> judge(workflow, trigger, occurrence, event))
                .orElseGet(() -> gated(workflow, "manual", occurrence, event));
    }

    private MillraceException unpublished(String project, String id) {
        if (workflows.get(project, id).isEmpty()) {
            return MillraceException.notFound("workflow", id);
        }
        return new MillraceException(
                ErrorCode.WORKFLOW_NOT_PUBLISHED,
                "The workflow '" + id + "' has no published version. Publish its draft to run it.");
    }

    private Match judge(Published workflow, TriggerSpec trigger, Occurrence occurrence, long id) {
        Condition when = workflow.plan().triggerConditions().get(trigger.id());
        if (when == null) {
            return gated(workflow, trigger.id(), occurrence, id);
        }
        try {
            return when.test(bindings(when.references(), workflow, occurrence, id))
                    ? gated(workflow, trigger.id(), occurrence, id)
                    : Match.refused(workflow, trigger.id(), "The trigger's condition is false for this event.");
        } catch (EvaluationException e) {
            return Match.refused(workflow, trigger.id(), "The trigger's condition failed. " + e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            log.error(
                    "The condition of the trigger {} of {} failed in a way it should not",
                    trigger.id(),
                    workflow.id(),
                    e);
            return Match.refused(workflow, trigger.id(), "The trigger's condition failed by a fault of Millrace.");
        }
    }

    /** A start with what it has to pass first. A key that has no value for this event starts nothing, and says so. */
    private Match gated(Published workflow, String trigger, Occurrence occurrence, long id) {
        try {
            Supplier<Map<String, @Nullable Object>> event = () -> event(occurrence, id);
            return Match.started(
                    workflow, trigger, ids.next(), gates.of(workflow, event), gates.debounced(workflow, event));
        } catch (EvaluationException e) {
            return Match.refused(workflow, trigger, "A key of its flow control failed. " + e.getMessage());
        }
    }

    /** A start of one workflow for a stored event, whatever its triggers say. @throws MillraceException {@code conflict} */
    Match.Start again(Published workflow, EventRow event) {
        try {
            return new Match.Start(
                    workflow, ids.next(), gates.of(workflow, () -> Views.event(event)), Optional.empty());
        } catch (EvaluationException e) {
            throw new MillraceException(
                    ErrorCode.CONFLICT, "A key of the workflow's flow control failed. " + e.getMessage(), e);
        }
    }

    /** The values that are read, and no others. */
    private Bindings bindings(Set<String> read, Published workflow, Occurrence occurrence, long id) {
        Map<String, @Nullable Object> values = new HashMap<>();
        if (read.contains("event")) {
            values.put("event", event(occurrence, id));
        }
        values.put("vars", variables.apply(occurrence.project()));
        values.put("project", Views.project(occurrence.project(), catchers.apply(occurrence.project())));
        values.put("workflow", Views.workflow(workflow));
        return Bindings.of(values);
    }

    private static Map<String, @Nullable Object> event(Occurrence occurrence, long id) {
        return Views.event(
                id, occurrence.type(), occurrence.source(), occurrence.time(), occurrence.data(), occurrence.headers());
    }
}
