package io.millrace.core.workflow;

import io.millrace.core.expression.ExpressionCompiler;
import io.millrace.core.expression.Expressions;
import io.millrace.core.shared.Problem;
import io.millrace.core.yaml.Findings;
import java.util.Comparator;
import java.util.List;

/**
 * Says everything that keeps a definition from being published, with line and column: its graph, the actions,
 * connections, variables and secrets it names, its inputs and every expression against the schemas of what it reads.
 * Safe for use by many threads.
 */
public final class Validator {
    private final Actions actions;
    private final VerificationRules verification;
    private final Expressions expressions;

    public Validator(Actions actions, VerificationRules verification, Expressions expressions) {
        this.actions = actions;
        this.verification = verification;
        this.expressions = expressions;
    }

    /** All problems, in the order of the text; none when the definition can be published in these surroundings. */
    public List<Problem> validate(Definition definition, Positions positions, Surroundings surroundings) {
        return expressions.away(() -> validate(definition, positions, surroundings, expressions.batch()));
    }

    List<Problem> validate(
            Definition definition, Positions positions, Surroundings surroundings, ExpressionCompiler batch) {
        Findings findings = new Findings();
        Compiler compiler = new Compiler(batch, positions, findings);
        Sight sight = Sight.typed(definition, surroundings);
        new GraphRules(definition, positions, findings).check();
        PollRules polls = new PollRules(positions, findings, actions, surroundings, batch);
        new TriggerRules(definition, positions, findings, compiler, sight, verification, polls).check();
        new FlowRules(definition, positions, findings, compiler, sight).check();
        new StepRules(definition, positions, findings, compiler, sight, actions, surroundings, batch).check();
        return findings.toList().stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }
}
