package io.millrace.core.workflow;

import io.millrace.core.expression.Condition;
import io.millrace.core.expression.Expressions;
import io.millrace.core.expression.Template;
import io.millrace.core.expression.Visible;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.PlannedStep.PlannedAction;
import io.millrace.core.workflow.PlannedStep.PlannedApproval;
import io.millrace.core.workflow.PlannedStep.PlannedCache;
import io.millrace.core.workflow.PlannedStep.PlannedCall;
import io.millrace.core.workflow.PlannedStep.PlannedForeach;
import io.millrace.core.workflow.PlannedStep.PlannedTransform;
import io.millrace.core.workflow.PlannedStep.PlannedVariable;
import io.millrace.core.workflow.PlannedStep.PlannedWait;
import io.millrace.core.workflow.PlannedStep.PlannedWork;
import io.millrace.core.workflow.StepSpec.Approval;
import io.millrace.core.workflow.StepSpec.Cache;
import io.millrace.core.workflow.StepSpec.CallAction;
import io.millrace.core.workflow.StepSpec.CallWorkflow;
import io.millrace.core.workflow.StepSpec.Foreach;
import io.millrace.core.workflow.StepSpec.SetVariable;
import io.millrace.core.workflow.StepSpec.Transform;
import io.millrace.core.workflow.StepSpec.Wait;
import io.millrace.core.workflow.TriggerSpec.Webhook;
import io.millrace.core.yaml.Findings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a validated definition for running, without types: what was published keeps running when a tool's schemas
 * change. Safe for use by many threads.
 */
public final class Planner {
    private final Expressions expressions;

    public Planner(Expressions expressions) {
        this.expressions = expressions;
    }

    /** @throws MillraceException {@code workflow_invalid} with every expression that does not compile */
    public Plan plan(Definition definition) {
        Findings findings = new Findings();
        Plan plan = expressions.away(
                () -> new Compilation(definition, new Compiler(expressions, Positions.NONE, findings)).plan());
        if (!findings.isEmpty()) {
            throw new MillraceException(
                    ErrorCode.WORKFLOW_INVALID,
                    "The workflow '" + definition.id() + "' has expressions that do not compile.",
                    findings.toList());
        }
        return plan;
    }

    /** One run of the planner. What does not compile is left out, as the findings keep the plan from being used. */
    private record Compilation(Definition definition, Compiler compiler, Sight sight) {
        Compilation(Definition definition, Compiler compiler) {
            this(definition, compiler, Sight.untyped(definition));
        }

        Plan plan() {
            Map<String, Condition> conditions = new HashMap<>();
            Map<String, Template> verifications = new HashMap<>();
            Map<String, Template> polls = new HashMap<>();
            for (TriggerSpec trigger : definition.triggers()) {
                trigger.when()
                        .flatMap(when -> compiler.condition(trigger.id(), when, sight.ofTrigger(trigger), Set.of()))
                        .ifPresent(condition -> conditions.put(trigger.id(), condition));
                if (trigger instanceof Webhook webhook) {
                    compiler.template(trigger.id(), webhook.verify(), sight.ofVerification(), Set.of())
                            .ifPresent(template -> verifications.put(trigger.id(), template));
                }
                if (trigger instanceof TriggerSpec.Poll poll) {
                    compiler.template(trigger.id(), poll.input(), sight.ofVerification(), Set.of())
                            .ifPresent(template -> polls.put(trigger.id(), template));
                }
            }
            int main = definition.steps().size();
            return new Plan(
                    steps(definition.steps(), false, 0),
                    steps(definition.onFailure(), true, main),
                    conditions,
                    verifications,
                    flow(),
                    polls);
        }

        private PlannedFlow flow() {
            Map<String, Template> keys = new HashMap<>();
            definition
                    .flow()
                    .keys()
                    .forEach((part, key) -> compiler.template(part + ".key", key, sight.ofFlow(), Set.of())
                            .ifPresent(template -> keys.put(part, template)));
            return new PlannedFlow(definition.flow(), keys);
        }

        private List<PlannedStep> steps(List<StepSpec> steps, boolean onFailure, int firstIndex) {
            Sight.OfStep sees = sight.ofStep(Map.of(), onFailure);
            List<PlannedStep> planned = new ArrayList<>();
            for (StepSpec step : steps) {
                int index = firstIndex + planned.size();
                step(step, index, sees).ifPresent(planned::add);
            }
            return planned;
        }

        private Optional<PlannedStep> step(StepSpec step, int index, Sight.OfStep sees) {
            Optional<Condition> when = step.when()
                    .flatMap(source -> compiler.condition(step.id() + ".when", source, sees.plain(), Set.of()));
            Optional<PlannedForeach> foreach = step.foreach().flatMap(each -> foreach(step, each, sees));
            Sight.OfStep inside = step.foreach().isPresent() ? sees.ofItem(Map.of()) : sees;
            return work(step, inside)
                    .map(work -> new PlannedStep(
                            step.id(),
                            index,
                            step.needs(),
                            step.runIf(),
                            when,
                            work,
                            foreach,
                            step.retry(),
                            step.timeout(),
                            step.onUnknown(),
                            step.onCrash()));
        }

        private Optional<PlannedForeach> foreach(StepSpec step, Foreach each, Sight.OfStep sees) {
            return template(step.id() + ".foreach.items", each.items(), sees.plain())
                    .map(items -> new PlannedForeach(items, each.batch(), each.parallel(), each.onItemFailure()));
        }

        private Optional<PlannedWork> work(StepSpec step, Sight.OfStep sees) {
            return switch (step.work()) {
                case CallAction call ->
                    template(step.id() + ".input", call.input() == null ? Map.of() : call.input(), sees.withSecrets())
                            .map(input -> new PlannedAction(
                                    call.action(),
                                    call.connection(),
                                    input,
                                    call.cache().map(cache -> cache(step.id(), cache, sees))));
                case Transform transform ->
                    template(step.id() + ".transform", transform.value(), sees.plain())
                            .map(PlannedTransform::new);
                case Approval approval ->
                    template(step.id() + ".approval", approval.json(), sees.plain())
                            .map(text -> new PlannedApproval(
                                    text,
                                    approval.roles(),
                                    approval.timeout(),
                                    approval.onTimeout(),
                                    approval.onReject()));
                case SetVariable set ->
                    template(step.id() + ".set_variable", set.json(), sees.plain())
                            .map(values -> new PlannedVariable(set.name(), values));
                case CallWorkflow call ->
                    template(
                                    step.id() + ".workflow.input",
                                    call.input() == null ? Map.of() : call.input(),
                                    sees.plain())
                            .map(input -> new PlannedCall(call.workflow(), input, call.waits(), call.timeout()));
                case Wait wait ->
                    template(step.id() + ".wait", wait.json(), sees.plain())
                            .map(value -> new PlannedWait(wait.term(), value));
            };
        }

        private PlannedCache cache(String step, Cache cache, Sight.OfStep sees) {
            return new PlannedCache(
                    cache.ttl(), cache.key().flatMap(key -> template(step + ".cache.key", key, sees.plain())));
        }

        private Optional<Template> template(String path, @Nullable Object json, Visible visible) {
            return compiler.template(path, json, visible, Set.of());
        }
    }
}
