package io.millrace.core.ledger;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;

/** The outcome came from a worker that does not have the task any more. It is dropped; whoever has the task now records its own. */
public final class FenceLostException extends MillraceException {
    private static final long serialVersionUID = 1L;

    public FenceLostException(TaskKey task, long fence) {
        super(ErrorCode.CONFLICT, "The task " + task + " is not held with fence " + fence + " any more.");
    }
}
