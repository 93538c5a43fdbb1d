package io.millrace.core.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an expression reads, found in its checked tree; and whether it takes a secret anywhere else than out.
 *
 * <p>A secret may be the whole expression, a branch of a conditional that is the whole expression, or an element of a list
 * or map literal that is: places from which it can only leave. Everywhere else it is refused, so that no function, no
 * comparison and no loop ever sees one.
 */
final class References {
    private static final String SECRETS = "secrets";
    /** Names whose fields are loaded one by one. */
    private static final Set<String> BY_FIELD = Set.of("steps", "vars", SECRETS);

    /** A use of a secret that is not allowed. */
    record Misuse(long expressionId, String message) {}

    private final Set<String> names = new TreeSet<>();
    private final List<Misuse> misuses = new ArrayList<>();
    private final Deque<String> locals = new ArrayDeque<>();

    private References() {}

    static References of(CelAbstractSyntaxTree checked) {
        References references = new References();
        references.visit(checked.getExpr(), true);
        return references;
    }

    Set<String> names() {
        return names;
    }

    List<Misuse> misuses() {
        return misuses;
    }

    /** @param leaves whether the value of the expression is the value of the whole, or an element of it */
    private void visit(CelExpr expr, boolean leaves) {
        switch (expr.getKind()) {
            case IDENT -> root(expr, expr.ident().name(), Optional.empty(), leaves);
            case SELECT -> select(expr, leaves);
            case CALL -> call(expr, leaves);
            case LIST -> expr.list().elements().forEach(element -> visit(element, leaves));
            case MAP ->
                expr.map().entries().forEach(entry -> {
                    visit(entry.key(), false);
                    visit(entry.value(), leaves);
                });
            case COMPREHENSION -> comprehension(expr.comprehension());
            case CONSTANT, STRUCT, NOT_SET -> {}
        }
    }

    private void select(CelExpr expr, boolean leaves) {
        CelExpr operand = expr.select().operand();
        if (operand.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            root(
                    expr,
                    operand.ident().name(),
                    Optional.of(expr.select().field()),
                    leaves && !expr.select().testOnly());
        } else {
            visit(operand, false);
        }
    }

    private void call(CelExpr expr, boolean leaves) {
        CelCall call = expr.call();
        List<CelExpr> arguments = call.args();
        if (call.function().equals("_?._") && arguments.getFirst().getKind() == CelExpr.ExprKind.Kind.IDENT) {
            CelConstant field = arguments.get(1).constant();
            root(expr, arguments.getFirst().ident().name(), Optional.of(field.stringValue()), false);
            return;
        }
        call.target().ifPresent(target -> visit(target, false));
        boolean conditional = call.function().equals("_?_:_");
        boolean passesOn = conditional || call.function().equals(Guards.WEIGH);
        for (int i = 0; i < arguments.size(); i++) {
            visit(arguments.get(i), leaves && passesOn && !(conditional && i == 0));
        }
    }

    private void comprehension(CelComprehension loop) {
        visit(loop.iterRange(), false);
        visit(loop.accuInit(), false);
        locals.push(loop.accuVar());
        visit(loop.result(), false);
        locals.push(loop.iterVar());
        locals.push(loop.iterVar2());
        visit(loop.loopCondition(), false);
        visit(loop.loopStep(), false);
        locals.pop();
        locals.pop();
        locals.pop();
    }

    private void root(CelExpr expr, String name, Optional<String> field, boolean leaves) {
        if (locals.contains(name)) {
            return;
        }
        boolean perField = BY_FIELD.contains(name) && field.isPresent();
        names.add(perField ? name + "." + field.get() : name);
        if (!name.equals(SECRETS)) {
            return;
        }
        if (field.isEmpty()) {
            misuses.add(new Misuse(expr.id(), "Write secrets.NAME: the secrets as a whole are not visible."));
        } else if (!leaves) {
            misuses.add(new Misuse(
                    expr.id(),
                    "secrets." + field.get() + " can only be a value, or a part of a text as in \"Bearer {{ secrets."
                            + field.get() + " }}\": no function, operator or condition may take it."));
        }
    }
}
