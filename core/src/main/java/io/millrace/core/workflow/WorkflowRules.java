package io.millrace.core.workflow;

import io.millrace.core.workflow.StepSpec.CallWorkflow;
import io.millrace.core.workflow.TriggerSpec.End;
import io.millrace.core.yaml.Findings;
import io.millrace.core.yaml.YamlText;
import java.util.List;
import java.util.function.Function;

/** What can be wrong with the other workflows that a definition names: those it calls, and those whose end starts it. */
final class WorkflowRules {
    private final Definition definition;
    private final Positions positions;
    private final Findings findings;

    WorkflowRules(Definition definition, Positions positions, Findings findings) {
        this.definition = definition;
        this.positions = positions;
        this.findings = findings;
    }

    /** How far a workflow of the project has come. */
    enum Standing {
        UNKNOWN,
        DRAFT,
        PUBLISHED
    }

    /** @param standings asked for the ids that are named, and for no others */
    void check(Function<String, Standing> standings) {
        for (int i = 0; i < definition.triggers().size(); i++) {
            if (definition.triggers().get(i) instanceof End end) {
                listens(end, at(YamlText.child("triggers", i)), standings);
            }
        }
        calls(definition.steps(), false, standings);
        calls(definition.onFailure(), true, standings);
    }

    private static String at(String path) {
        return YamlText.child(YamlText.child(path, "workflow"), "id");
    }

    private void listens(End end, String at, Function<String, Standing> standings) {
        if (end.workflow().equals(definition.id())) {
            problem(at, "A workflow cannot be started by its own end: it would never come to rest.");
        } else if (Names.slug(end.workflow()) && standings.apply(end.workflow()) == Standing.UNKNOWN) {
            problem(at, "There is no workflow '" + end.workflow() + "' in this project.");
        }
    }

    private void calls(List<StepSpec> steps, boolean onFailure, Function<String, Standing> standings) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).work() instanceof CallWorkflow call) {
                call(steps.get(i).id(), call, at(positions.step(onFailure, i)), standings);
            }
        }
    }

    private void call(String step, CallWorkflow call, String at, Function<String, Standing> standings) {
        if (call.workflow().equals(definition.id())) {
            problem(at, "The step '" + step + "' calls the workflow it belongs to, which would never end.");
            return;
        }
        if (!Names.slug(call.workflow())) {
            return; // the reader has said so
        }
        switch (standings.apply(call.workflow())) {
            case PUBLISHED -> {}
            case DRAFT ->
                problem(
                        at,
                        "The step '" + step + "' calls the workflow '" + call.workflow()
                                + "', which has no published version. Publish it first.");
            case UNKNOWN ->
                problem(
                        at,
                        "The step '" + step + "' calls the workflow '" + call.workflow()
                                + "', which is not in this project.");
        }
    }

    private void problem(String at, String message) {
        findings.add(positions.problem(at, message));
    }
}
