package io.millrace.core.workflow;

import io.millrace.core.expression.ExpressionCompiler;
import io.millrace.core.expression.Visible;
import io.millrace.core.yaml.Findings;
import io.millrace.core.yaml.YamlText;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.ActionSpec.ConnectionUse;
import io.millrace.sdk.PollSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What can be wrong with poll triggers: the poll, its connection, and the input of its action. */
final class PollRules {
    private final Positions positions;
    private final Findings findings;
    private final Actions actions;
    private final Surroundings surroundings;
    private final ExpressionCompiler expressions;

    PollRules(
            Positions positions,
            Findings findings,
            Actions actions,
            Surroundings surroundings,
            ExpressionCompiler expressions) {
        this.positions = positions;
        this.findings = findings;
        this.actions = actions;
        this.surroundings = surroundings;
        this.expressions = expressions;
    }

    void check(TriggerSpec.Poll poll, String path, Visible visible) {
        if (!Names.action(poll.poll())) {
            return; // the reader has said so
        }
        String tool = poll.poll().substring(0, poll.poll().indexOf('.'));
        Optional<PollSpec> spec = actions.poll(poll.poll());
        Optional<ActionSpec> action = spec.flatMap(found -> actions.action(tool + "." + found.action()));
        if (spec.isEmpty() || action.isEmpty()) {
            findings.add(positions.problem(
                    YamlText.child(path, "name"), "There is no poll '" + poll.poll() + "' in the installed tools."));
            return;
        }
        connection(poll, tool, action.get(), path);
        Map<String, Object> input = new LinkedHashMap<>(poll.input());
        String at = YamlText.child(path, "input");
        poll.input().keySet().stream()
                .filter(key -> given(spec.get(), key))
                .forEach(key -> findings.add(positions.keyProblem(
                        YamlText.child(at, key),
                        "'" + key + "' is given by '" + poll.poll() + "' itself: leave it out.")));
        input.putAll(spec.get().input());
        new StaticInput(expressions, visible, action.get().input())
                .check(input, at)
                .forEach(problem -> findings.add(positions.problem(problem.path(), problem.message())));
    }

    private static boolean given(PollSpec spec, String key) {
        return spec.input().containsKey(key)
                || spec.cursor().filter(by -> by.input().equals(key)).isPresent();
    }

    private void connection(TriggerSpec.Poll poll, String tool, ActionSpec action, String path) {
        String at = YamlText.child(path, "connection");
        if (poll.connection().isEmpty()) {
            if (action.connection() == ConnectionUse.REQUIRED) {
                findings.add(positions.missing(
                        at,
                        YamlText.child(path, "name"),
                        "'" + poll.poll() + "' needs a connection: add 'connection' with the id of one for " + tool
                                + "."));
            }
            return;
        }
        String connected = surroundings.connections().get(poll.connection().get());
        if (connected == null) {
            findings.add(positions.problem(
                    at, "There is no connection '" + poll.connection().get() + "' in this project."));
        } else if (!connected.equals(tool)) {
            findings.add(positions.problem(
                    at,
                    "The connection '" + poll.connection().get() + "' is for " + connected + ", not for " + tool
                            + "."));
        }
    }
}
