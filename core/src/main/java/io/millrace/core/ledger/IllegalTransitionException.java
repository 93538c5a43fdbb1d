package io.millrace.core.ledger;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;

/** Somebody asked for a change of state that the present state does not allow. */
public final class IllegalTransitionException extends MillraceException {
    private static final long serialVersionUID = 1L;

    public IllegalTransitionException(long execution, ExecutionStatus from, ExecutionStatus to) {
        super(
                ErrorCode.ILLEGAL_TRANSITION,
                "The execution " + Ids.text("exe", execution) + " is " + from.code() + " and cannot become " + to.code()
                        + ".");
    }
}
