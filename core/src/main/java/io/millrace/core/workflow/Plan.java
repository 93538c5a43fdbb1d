package io.millrace.core.workflow;

import io.millrace.core.expression.Condition;
import io.millrace.core.expression.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A definition ready to run: every expression compiled. Immutable and safe for use by many threads. */
public final class Plan {
    private final List<PlannedStep> steps;
    private final List<PlannedStep> failureSteps;
    private final Map<String, PlannedStep> byId;
    private final Map<String, Condition> triggerConditions;
    private final Map<String, Template> verifications;
    private final PlannedFlow flow;
    private final Map<String, Template> polls;

    Plan(
            List<PlannedStep> steps,
            List<PlannedStep> failureSteps,
            Map<String, Condition> triggerConditions,
            Map<String, Template> verifications,
            PlannedFlow flow,
            Map<String, Template> polls) {
        this.steps = List.copyOf(steps);
        this.failureSteps = List.copyOf(failureSteps);
        this.triggerConditions = Map.copyOf(triggerConditions);
        this.verifications = Map.copyOf(verifications);
        this.flow = flow;
        this.polls = Map.copyOf(polls);
        this.byId = Stream.concat(steps.stream(), failureSteps.stream())
                .collect(Collectors.toUnmodifiableMap(PlannedStep::id, Function.identity()));
    }

    /** The main part, in the order written. */
    public List<PlannedStep> steps() {
        return steps;
    }

    /** The part that runs once when the execution fails, in the order written. */
    public List<PlannedStep> failureSteps() {
        return failureSteps;
    }

    /** A step of either part. */
    public Optional<PlannedStep> step(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The {@code when} of each trigger that has one, by the trigger's id. */
    public Map<String, Condition> triggerConditions() {
        return triggerConditions;
    }

    /** The {@code verify} of each webhook trigger, by the trigger's id; it resolves with the project's secrets. */
    public Map<String, Template> verifications() {
        return verifications;
    }

    /** What executions keep to before they begin. */
    public PlannedFlow flow() {
        return flow;
    }

    /** The {@code input} of each poll trigger, by the trigger's id; it resolves with the project's secrets. */
    public Map<String, Template> polls() {
        return polls;
    }

    /** What all expressions read, as {@link Template#references} says it. */
    Stream<String> references() {
        Stream<Set<String>> ofKeys = flow.keys().values().stream().map(Template::references);
        Stream<Set<String>> ofTriggers = Stream.concat(
                triggerConditions.values().stream().map(Condition::references),
                Stream.concat(verifications.values().stream(), polls.values().stream())
                        .map(Template::references));
        Stream<Set<String>> ofSteps = byId.values().stream()
                .flatMap(step -> Stream.of(
                                step.when().stream().map(Condition::references),
                                step.foreach().stream().map(each -> each.items().references()),
                                Stream.of(step.work().references()))
                        .flatMap(Function.identity()));
        return Stream.of(ofTriggers, ofKeys, ofSteps)
                .flatMap(Function.identity())
                .flatMap(Set::stream);
    }
}
