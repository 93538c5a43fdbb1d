package io.millrace.core.expression;

import org.jspecify.annotations.Nullable;

/** Compiles conditions and templates against the names they may use. */
public interface ExpressionCompiler {
    /** @throws ExpressionException when it does not compile, or is known not to be true or false, or reads a secret */
    Condition condition(String source, Visible visible) throws ExpressionException;

    /**
     * A bare expression of any type, as the whole of a template.
     *
     * @throws ExpressionException when it does not compile
     */
    Template expression(String source, Visible visible) throws ExpressionException;

    /**
     * @param json a JSON value whose texts may hold {@code {{ }}}; keys of maps are taken as they are
     * @throws ExpressionException with everything that does not compile
     */
    Template template(@Nullable Object json, Visible visible) throws ExpressionException;
}
