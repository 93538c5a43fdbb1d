package io.millrace.core.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import java.util.List;
import java.util.Set;

/** One compiled expression. Safe for use by many threads. */
final class Program {
    private static final int QUOTED = 300;

    private final String source;
    private final CelRuntime.Program program;
    private final CelType type;
    private final Set<String> references;

    Program(String source, CelRuntime.Program program, CelType type, Set<String> references) {
        this.source = source.strip();
        this.program = program;
        this.type = type;
        this.references = Set.copyOf(references);
    }

    String source() {
        return source;
    }

    CelType type() {
        return type;
    }

    Set<String> references() {
        return references;
    }

    /** The value as CEL has it. Called within {@link Meter#during}. */
    Object evaluate(CelVariableResolver names, List<Object> path) throws EvaluationException {
        try {
            return program.eval(names);
        } catch (CelEvaluationException e) {
            throw new EvaluationException(path, source, reason(e), e);
        } catch (StackOverflowError e) {
            throw new EvaluationException(path, source, "a bound is exceeded, it nests too deep.", e);
        }
    }

    EvaluationException failed(List<Object> path, RuntimeException cause) {
        return new EvaluationException(path, source, String.valueOf(cause.getMessage()), cause);
    }

    private static String reason(CelEvaluationException e) {
        String message = withoutPlace(String.valueOf(e.getMessage()));
        if (e.getErrorCode() == CelErrorCode.ITERATION_BUDGET_EXCEEDED) {
            return "a bound is exceeded, its loops make more than " + Environment.MAX_ITERATIONS + " turns together.";
        }
        if (e.getErrorCode() == CelErrorCode.NUMERIC_OVERFLOW) {
            return "a number does not fit into 64 bits.";
        }
        if (e.getErrorCode() == CelErrorCode.DIVIDE_BY_ZERO) {
            return "it divides by zero.";
        }
        if (message.startsWith("Function '") && e.getCause() != null) {
            // The interpreter prints all arguments here; they may be large, and they may be private.
            return shortened(String.valueOf(e.getCause().getMessage()));
        }
        return shortened(Messages.plain(message));
    }

    /** Drops "evaluation error at <input>:12: ". */
    private static String withoutPlace(String message) {
        int colon = message.startsWith("evaluation error") ? message.indexOf(": ") : -1;
        return colon < 0 ? message : message.substring(colon + 2);
    }

    private static String shortened(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "...";
    }
}
