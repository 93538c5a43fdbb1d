package io.millrace.core.workflow;

import io.millrace.core.yaml.Findings;
import io.millrace.core.yaml.YamlText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What can be wrong with ids and needs. */
final class GraphRules {
    private final Definition definition;
    private final Positions positions;
    private final Findings findings;

    GraphRules(Definition definition, Positions positions, Findings findings) {
        this.definition = definition;
        this.positions = positions;
        this.findings = findings;
    }

    void check() {
        duplicateTriggers();
        Set<String> seen = new HashSet<>();
        StepGraph main = new StepGraph(definition.steps());
        StepGraph failure = new StepGraph(definition.onFailure());
        check(definition.steps(), false, main, failure, seen);
        check(definition.onFailure(), true, failure, main, seen);
    }

    private void duplicateTriggers() {
        Set<String> seen = new HashSet<>();
        List<TriggerSpec> triggers = definition.triggers();
        for (int i = 0; i < triggers.size(); i++) {
            String id = triggers.get(i).id();
            if (!seen.add(id)) {
                String path = YamlText.child(YamlText.child("triggers", i), "id");
                findings.add(positions.problem(path, "Another trigger has the id '" + id + "'. Give each its own."));
            }
        }
    }

    private void check(
            List<StepSpec> steps, boolean onFailure, StepGraph graph, StepGraph otherPart, Set<String> seen) {
        Set<String> unreachable = graph.unreachable();
        for (int i = 0; i < steps.size(); i++) {
            StepSpec step = steps.get(i);
            String path = positions.step(onFailure, i);
            if (!step.id().isEmpty() && !seen.add(step.id())) {
                findings.add(positions.problem(
                        YamlText.child(path, "id"), "Another step has the id '" + step.id() + "'. Give each its own."));
            }
            needs(step, path, graph, otherPart);
            if (unreachable.contains(step.id())) {
                findings.add(positions.problem(YamlText.child(path, "if"), neverRuns(step)));
            }
        }
        for (List<String> cycle : graph.cycles()) {
            int index = steps.stream().map(StepSpec::id).toList().indexOf(cycle.getFirst());
            findings.add(positions.problem(
                    YamlText.child(positions.step(onFailure, index), "needs"),
                    "These steps wait for each other: " + String.join(" -> ", cycle) + "."));
        }
    }

    private void needs(StepSpec step, String path, StepGraph graph, StepGraph otherPart) {
        for (int i = 0; i < step.needs().size(); i++) {
            String need = step.needs().get(i);
            if (graph.contains(need)) {
                continue;
            }
            String message = otherPart.contains(need)
                    ? "'" + need + "' is on the other side of on_failure: steps need steps of their own part only."
                    : "There is no step '" + need + "' to need." + Names.didYouMean(need, graph.ids());
            findings.add(positions.problem(YamlText.child(YamlText.child(path, "needs"), i), message));
        }
    }

    private static String neverRuns(StepSpec step) {
        return StepGraph.nothingCanFail(step)
                ? "This step never runs: 'if: failure' waits for a need that fails, and it has no needs."
                : "This step never runs, because none of the steps it needs ever does.";
    }
}
