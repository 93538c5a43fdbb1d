package io.millrace.core.execution;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;

/**
 * Another node has used the id that this one chose: one of the two was taken for dead, and did not know it yet. Nothing was
 * stored; with a new id it can be.
 */
final class IdTakenException extends MillraceException {
    private static final long serialVersionUID = 1L;

    private IdTakenException(String detail) {
        super(ErrorCode.STORE_UNAVAILABLE, detail, Duration.ofSeconds(1));
    }

    /** @param own whether what is stored under the id is one's own */
    static void unless(boolean own, String what) {
        if (!own) {
            throw new IdTakenException("Another server has stored an " + what
                    + " under the id that was chosen for this one. Nothing was stored; try again.");
        }
    }
}
