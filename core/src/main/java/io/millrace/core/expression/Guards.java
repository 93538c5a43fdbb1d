package io.millrace.core.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelMutableAst;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.ast.CelMutableExpr.CelMutableComprehension;
import dev.cel.common.ast.CelMutableExpr.CelMutableList;
import dev.cel.common.ast.CelMutableExpr.CelMutableMap;
import dev.cel.common.ast.CelMutableExpr.CelMutableSelect;
import java.util.List;
import java.util.Map;

/**
 * Rewrites a parsed expression before it is checked, so that what it costs can be counted and what it reads can be known:
 *
 * <ul>
 *   <li>the range of every loop goes through {@link #RANGE}, which looks at the time at every turn, and which lets an object
 *       of a known schema be looped over like a map;
 *   <li>every list and map literal goes through {@link #WEIGH};
 *   <li>{@code x["name"]} becomes {@code x.name}, which means the same and is checked against schemas.
 * </ul>
 */
final class Guards {
    static final String RANGE = "@range";
    static final String WEIGH = "@weigh";

    /** The deepest nesting of an expression. */
    static final int MAX_DEPTH = 200;

    /** An expression that cannot be accepted, whatever its types. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int position;

        RefusedException(int position, String message) {
            super(message);
            this.position = position;
        }

        /** In code points from the start of the source. */
        int position() {
            return position;
        }
    }

    private final Map<Long, Integer> positions;
    private final CelSource.Builder source;
    private long lastId;

    private Guards(CelAbstractSyntaxTree parsed) {
        this.positions = parsed.getSource().getPositionsMap();
        this.source = parsed.getSource().toBuilder();
        this.lastId =
                positions.keySet().stream().mapToLong(Long::longValue).max().orElse(0) + 1_000;
    }

    static CelAbstractSyntaxTree guard(CelAbstractSyntaxTree parsed) throws RefusedException {
        CelMutableAst mutable = CelMutableAst.fromCelAst(parsed);
        Guards guards = new Guards(parsed);
        guards.visit(mutable.expr(), 0);
        return CelAbstractSyntaxTree.newParsedAst(mutable.toParsedAst().getExpr(), guards.source.build());
    }

    private void visit(CelMutableExpr expr, int depth) throws RefusedException {
        if (depth > MAX_DEPTH) {
            throw refused(expr, "This nests too deep: at most " + MAX_DEPTH + " levels are allowed.");
        }
        switch (expr.getKind()) {
            case SELECT -> visit(expr.select().operand(), depth + 1);
            case CALL -> call(expr, depth);
            case LIST -> list(expr, depth);
            case MAP -> map(expr, depth);
            case COMPREHENSION -> comprehension(expr.comprehension(), depth);
            case STRUCT -> throw refused(expr, "Messages cannot be made here; write a map, {\"name\": value}.");
            case CONSTANT, IDENT, NOT_SET -> {}
        }
    }

    private void call(CelMutableExpr expr, int depth) throws RefusedException {
        CelMutableCall call = expr.call();
        if (call.target().isPresent()) {
            visit(call.target().get(), depth + 1);
        }
        for (CelMutableExpr argument : call.args()) {
            visit(argument, depth + 1);
        }
        if (call.args().size() == 2 && isText(call.args().get(1))) {
            if (call.function().equals("_[_]")) {
                String field = call.args().get(1).constant().stringValue();
                expr.setSelect(CelMutableSelect.create(call.args().get(0), field));
            } else if (call.function().equals("_[?_]")) {
                call.setFunction("_?._");
            }
        }
    }

    private void list(CelMutableExpr expr, int depth) throws RefusedException {
        CelMutableList list = expr.list();
        for (CelMutableExpr element : list.elements()) {
            visit(element, depth + 1);
        }
        if (!list.elements().isEmpty()) {
            expr.setCall(CelMutableCall.create(WEIGH, CelMutableExpr.ofList(newId(expr), list)));
        }
    }

    private void map(CelMutableExpr expr, int depth) throws RefusedException {
        CelMutableMap map = expr.map();
        for (CelMutableMap.Entry entry : map.entries()) {
            visit(entry.key(), depth + 1);
            visit(entry.value(), depth + 1);
        }
        if (!map.entries().isEmpty()) {
            expr.setCall(CelMutableCall.create(WEIGH, CelMutableExpr.ofMap(newId(expr), map)));
        }
    }

    private void comprehension(CelMutableComprehension comprehension, int depth) throws RefusedException {
        CelMutableExpr range = comprehension.iterRange();
        boolean empty = isEmptyList(range);
        for (CelMutableExpr part : List.of(
                range,
                comprehension.accuInit(),
                comprehension.loopCondition(),
                comprehension.loopStep(),
                comprehension.result())) {
            visit(part, depth + 1);
        }
        if (!empty) {
            comprehension.setIterRange(CelMutableExpr.ofCall(newId(range), CelMutableCall.create(RANGE, range)));
        }
    }

    private static boolean isEmptyList(CelMutableExpr expr) {
        return switch (expr.getKind()) {
            case LIST -> expr.list().elements().isEmpty();
            default -> false;
        };
    }

    private static boolean isText(CelMutableExpr expr) {
        return switch (expr.getKind()) {
            case CONSTANT -> expr.constant().getKind() == CelConstant.Kind.STRING_VALUE;
            default -> false;
        };
    }

    private long newId(CelMutableExpr at) {
        long id = ++lastId;
        source.addPositions(id, positions.getOrDefault(at.id(), 0));
        return id;
    }

    private RefusedException refused(CelMutableExpr at, String message) {
        return new RefusedException(positions.getOrDefault(at.id(), 0), message);
    }
}
