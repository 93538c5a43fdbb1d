package io.millrace.core.workflow;

import io.millrace.core.workflow.StepSpec.CallAction;
import io.millrace.core.workflow.StepSpec.SetVariable;
import io.millrace.core.workflow.StepSpec.Work;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something a version uses, so that executions and workflows can be found by it.
 *
 * @param name of the tool ({@code slack}), the action ({@code slack.send_message}), the connection, the tag, or the
 *     variable, secret or not
 */
public record WorkflowUse(Kind kind, String name) implements Comparable<WorkflowUse> {
    /** What kind of thing is used. */
    public enum Kind {
        TOOL,
        ACTION,
        CONNECTION,
        TAG,
        VARIABLE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Everything a definition uses, each once. */
    static Set<WorkflowUse> of(Definition definition) {
        Stream<WorkflowUse> steps = Stream.concat(definition.steps().stream(), definition.onFailure().stream())
                .map(StepSpec::work)
                .flatMap(WorkflowUse::uses);
        Stream<WorkflowUse> polls = definition.triggers().stream()
                .filter(TriggerSpec.Poll.class::isInstance)
                .map(TriggerSpec.Poll.class::cast)
                .flatMap(WorkflowUse::uses);
        Stream<WorkflowUse> tags = definition.tags().stream().map(tag -> new WorkflowUse(Kind.TAG, tag));
        return Stream.concat(Stream.concat(steps, polls), tags).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same with the variables that the expressions of the plan name; those found by a computed name are not known. */
    static Set<WorkflowUse> of(Definition definition, Plan plan) {
        Set<WorkflowUse> uses = of(definition);
        plan.references()
                .filter(reference -> reference.startsWith("vars.") || reference.startsWith("secrets."))
                .map(reference -> new WorkflowUse(Kind.VARIABLE, reference.substring(reference.indexOf('.') + 1)))
                .forEach(uses::add);
        return uses;
    }

    private static Stream<WorkflowUse> uses(Work work) {
        return switch (work) {
            case CallAction call -> uses(call);
            case SetVariable set -> Stream.of(new WorkflowUse(Kind.VARIABLE, set.name()));
            default -> Stream.empty();
        };
    }

    private static Stream<WorkflowUse> uses(TriggerSpec.Poll poll) {
        Stream<WorkflowUse> tool = Stream.of(
                new WorkflowUse(Kind.TOOL, poll.poll().substring(0, poll.poll().indexOf('.'))));
        return Stream.concat(tool, poll.connection().stream().map(name -> new WorkflowUse(Kind.CONNECTION, name)));
    }

    private static Stream<WorkflowUse> uses(CallAction call) {
        Stream<WorkflowUse> action = Stream.of(
                new WorkflowUse(
                        Kind.TOOL, call.action().substring(0, call.action().indexOf('.'))),
                new WorkflowUse(Kind.ACTION, call.action()));
        return Stream.concat(action, call.connection().stream().map(name -> new WorkflowUse(Kind.CONNECTION, name)));
    }

    @Override
    public int compareTo(WorkflowUse other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }
}
