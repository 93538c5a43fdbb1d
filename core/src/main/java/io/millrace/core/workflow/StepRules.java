package io.millrace.core.workflow;

import io.millrace.core.expression.ExpressionCompiler;
import io.millrace.core.expression.ExpressionException;
import io.millrace.core.expression.Visible;
import io.millrace.core.shared.Problem;
import io.millrace.core.workflow.StepSpec.Approval;
import io.millrace.core.workflow.StepSpec.Cache;
import io.millrace.core.workflow.StepSpec.CallAction;
import io.millrace.core.workflow.StepSpec.CallWorkflow;
import io.millrace.core.workflow.StepSpec.Foreach;
import io.millrace.core.workflow.StepSpec.SetVariable;
import io.millrace.core.workflow.StepSpec.Transform;
import io.millrace.core.workflow.StepSpec.Wait;
import io.millrace.core.yaml.Findings;
import io.millrace.core.yaml.YamlText;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.ActionSpec.ConnectionUse;
import io.millrace.sdk.Effect;
import io.millrace.sdk.EffectBy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be wrong inside steps: actions, connections, inputs, and expressions against what the step can read. */
final class StepRules {
    private static final Map<String, Object> ANYTHING = Map.of();
    private static final Map<String, Object> UNKNOWN = Sight.step(ANYTHING);

    private final Definition definition;
    private final Positions positions;
    private final Findings findings;
    private final Compiler compiler;
    private final Sight sight;
    private final Actions actions;
    private final Surroundings surroundings;
    private final ExpressionCompiler expressions;
    /** What is visible of each step that was checked, made once: the types of a schema are kept by its identity. */
    private final Map<String, Map<String, Object>> outputs = new HashMap<>();

    private final Set<String> allSteps;

    StepRules(
            Definition definition,
            Positions positions,
            Findings findings,
            Compiler compiler,
            Sight sight,
            Actions actions,
            Surroundings surroundings,
            ExpressionCompiler expressions) {
        this.definition = definition;
        this.positions = positions;
        this.findings = findings;
        this.compiler = compiler;
        this.sight = sight;
        this.actions = actions;
        this.surroundings = surroundings;
        this.expressions = expressions;
        this.allSteps = Stream.concat(definition.steps().stream(), definition.onFailure().stream())
                .map(StepSpec::id)
                .collect(Collectors.toSet());
    }

    void check() {
        check(definition.steps(), false);
        check(definition.onFailure(), true);
    }

    private void check(List<StepSpec> steps, boolean onFailure) {
        StepGraph graph = new StepGraph(steps);
        for (StepSpec step : graph.ordered()) {
            Set<String> readable = new HashSet<>(graph.ancestors(step.id()));
            if (onFailure) {
                definition.steps().forEach(main -> readable.add(main.id()));
            }
            check(step, positions.step(onFailure, steps.indexOf(step)), readable, onFailure);
        }
    }

    private void check(StepSpec step, String path, Set<String> readable, boolean onFailure) {
        Map<String, Object> seen = new LinkedHashMap<>();
        readable.stream().filter(id -> !id.isEmpty()).forEach(id -> seen.put(id, outputs.getOrDefault(id, UNKNOWN)));
        Sight.OfStep sees = sight.ofStep(seen, onFailure);
        Visible plain = sees.plain();
        Set<String> outOfReach = outOfReach(readable);
        step.when().ifPresent(when -> compiler.condition(YamlText.child(path, "when"), when, plain, outOfReach));
        Sight.OfStep inside = step.foreach()
                .map(each -> sees.ofItem(item(each, YamlText.child(path, "foreach"), plain, outOfReach)))
                .orElse(sees);
        if (step.foreach().isPresent() && onFailure) {
            findings.add(positions.keyProblem(
                    YamlText.child(path, "foreach"),
                    "A step of 'on_failure' runs once; only one of 'steps' can be done for each item of a list."));
        }
        Map<String, Object> output = work(step, path, inside, outOfReach);
        outputs.put(step.id(), Sight.step(step.foreach().isPresent() ? ControlSchemas.forEach(output) : output));
    }

    /** Checks the list of a foreach step; answers the schema of one item. */
    private Map<String, Object> item(Foreach each, String path, Visible visible, Set<String> outOfReach) {
        String at = YamlText.child(path, "items");
        compiler.template(at, each.items(), visible, outOfReach);
        Map<String, Object> list = Samples.schema(each.items(), text -> result(text, visible));
        Scalars.typeProblem(ControlSchemas.LIST, list)
                .ifPresent(problem -> findings.add(positions.problem(at, problem)));
        if (each.batch().isPresent()) {
            return list;
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> item =
                list.get("items") instanceof Map<?, ?> items ? (Map<String, Object>) items : ANYTHING;
        return item;
    }

    /** Checks what a step does; answers the schema of its output. */
    private Map<String, Object> work(StepSpec step, String path, Sight.OfStep sees, Set<String> outOfReach) {
        Visible plain = sees.plain();
        return switch (step.work()) {
            case Transform transform -> {
                compiler.template(YamlText.child(path, "transform"), transform.value(), plain, outOfReach);
                yield Samples.schema(transform.value(), text -> result(text, plain));
            }
            case Wait wait -> {
                control(new Visited(YamlText.child(path, "wait"), plain, outOfReach), wait.json(), ControlSchemas.WAIT);
                yield ControlSchemas.WAITED;
            }
            case SetVariable set -> {
                String at = YamlText.child(path, "set_variable");
                compiler.template(at, set.json(), plain, outOfReach);
                if (surroundings.secrets().contains(set.name())) {
                    findings.add(positions.problem(
                            YamlText.child(at, "name"),
                            "'" + set.name() + "' is a secret; a step can only set plain variables."));
                }
                yield ControlSchemas.VARIABLE_SET;
            }
            case Approval approval -> {
                Visited visited = new Visited(YamlText.child(path, "approval"), plain, outOfReach);
                control(visited, approval.json(), ControlSchemas.APPROVAL);
                yield ControlSchemas.APPROVED;
            }
            case CallWorkflow call -> {
                String at = YamlText.child(YamlText.child(path, "workflow"), "input");
                compiler.template(at, call.input(), plain, outOfReach);
                yield call.waits() ? ControlSchemas.CALLED : ControlSchemas.STARTED;
            }
            case CallAction call -> {
                Visible visible = sees.withSecrets();
                Optional<ActionSpec> action = action(call, path);
                compiler.template(YamlText.child(path, "input"), call.input(), visible, outOfReach);
                action.ifPresent(spec -> input(spec, call, path, visible));
                call.cache()
                        .flatMap(Cache::key)
                        .ifPresent(key -> compiler.template(
                                YamlText.child(YamlText.child(path, "cache"), "key"), key, plain, outOfReach));
                if (call.cache().isPresent()) {
                    action.ifPresent(spec -> cache(spec, step.id(), call, path, visible));
                }
                yield action.map(ActionSpec::output).orElse(ANYTHING);
            }
        };
    }

    /** Where a control step's settings stand, and what they can read. */
    private record Visited(String path, Visible visible, Set<String> outOfReach) {}

    private void control(Visited at, Map<String, Object> settings, Map<String, Object> schema) {
        compiler.template(at.path(), settings, at.visible(), at.outOfReach());
        new StaticInput(expressions, at.visible(), schema)
                .check(settings, at.path())
                .forEach(problem -> findings.add(positions.problem(problem.path(), problem.message())));
    }

    /** The schema of what a text with expressions results in. */
    private Map<String, Object> result(String text, Visible visible) {
        try {
            return expressions.template(text, visible).resultSchema();
        } catch (ExpressionException e) {
            return ANYTHING; // reported when the whole value was compiled
        }
    }

    private Set<String> outOfReach(Set<String> readable) {
        Set<String> all = new HashSet<>(allSteps);
        all.removeAll(readable);
        return all;
    }

    private Optional<ActionSpec> action(CallAction call, String path) {
        if (!Names.action(call.action())) {
            return Optional.empty(); // the reader has said so
        }
        Optional<ActionSpec> action = actions.action(call.action());
        if (action.isEmpty()) {
            findings.add(positions.problem(
                    YamlText.child(path, "action"),
                    "There is no action '" + call.action() + "'." + Names.didYouMean(call.action(), actions.names())));
        }
        action.ifPresent(spec -> connection(spec, call, path));
        return action;
    }

    private void connection(ActionSpec action, CallAction call, String path) {
        String at = YamlText.child(path, "connection");
        String tool = call.action().substring(0, call.action().indexOf('.'));
        if (call.connection().isEmpty()) {
            if (action.connection() == ConnectionUse.REQUIRED) {
                findings.add(positions.missing(
                        at,
                        YamlText.child(path, "action"),
                        "'" + call.action() + "' needs a connection: add 'connection' with the id of one for " + tool
                                + "."));
            }
            return;
        }
        String connection = call.connection().get();
        String connected = surroundings.connections().get(connection);
        if (action.connection() == ConnectionUse.NONE) {
            findings.add(positions.keyProblem(at, "'" + call.action() + "' takes no connection: leave it out."));
        } else if (connected == null) {
            findings.add(positions.problem(
                    at, "There is no connection '" + connection + "' in this project." + remedy(connection, tool)));
        } else if (!connected.equals(tool)) {
            findings.add(positions.problem(
                    at, "The connection '" + connection + "' is for " + connected + ", not for " + tool + "."));
        }
    }

    /** A likely other name, or how to make what is missing. */
    private String remedy(String connection, String tool) {
        String other = Names.didYouMean(connection, surroundings.connections().keySet());
        return other.isEmpty()
                ? " Make it with 'millrace connection set " + connection + " --tool " + tool + "'."
                : other;
    }

    /** Only a call that changes nothing may be left out because its result is known. */
    private void cache(ActionSpec action, String step, CallAction call, String path, Visible visible) {
        Object input = call.input() == null ? Map.of() : call.input();
        Optional<Effect> effect = new StaticInput(expressions, visible, action.input()).effect(action, input);
        if (effect.equals(Optional.of(Effect.READ))) {
            return;
        }
        String because = effect.map(known -> "'" + call.action() + "' is declared as " + known.code()
                        + action.effectBy()
                                .map(by -> " with this '" + by.input() + "'")
                                .orElse("")
                        + ", not as read. Leave 'cache' out.")
                .orElseGet(() -> "whether '" + call.action() + "' only reads depends on '"
                        + action.effectBy().map(EffectBy::input).orElse("")
                        + "', which an expression gives here. Write it out, or leave 'cache' out.");
        findings.add(positions.keyProblem(
                YamlText.child(path, "cache"),
                "The step '" + step + "' cannot reuse results: only those of an action that reads can be reused, and "
                        + because));
    }

    private void input(ActionSpec action, CallAction call, String path, Visible visible) {
        Object input = call.input() == null ? Map.of() : call.input();
        String at = YamlText.child(path, "input");
        for (Problem problem : new StaticInput(expressions, visible, action.input()).check(input, at)) {
            findings.add(
                    problem.message().startsWith("There is no field")
                            ? positions.keyProblem(problem.path(), problem.message())
                            : positions.problem(problem.path(), problem.message()));
        }
    }
}
