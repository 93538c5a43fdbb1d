package io.millrace.core.queue;

import io.millrace.core.shared.MillraceException;

/**
 * A handler could not even begin with its task, because what it needs to know could not be looked up. The task is given
 * back as if it had not been claimed: this is no sign that the work itself brings servers down.
 */
public final class NotBegunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotBegunException(MillraceException because) {
        super(because.getMessage(), because);
    }
}
