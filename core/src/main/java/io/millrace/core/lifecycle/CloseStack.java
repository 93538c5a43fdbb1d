package io.millrace.core.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What has been opened so far, closed in the opposite order. Each part is pushed as soon as it exists, so that whoever
 * fails half-way leaves nothing open, and a part that does not close keeps no other from being closed.
 *
 * <p>Not safe for threads: it is filled by one and closed by one.
 */
public final class CloseStack implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Adds what is closed before everything pushed so far; returns it. */
    public <T extends AutoCloseable> T push(T part) {
        opened.push(part);
        return part;
    }

    /** Closes everything after a failure, which takes what else goes wrong as suppressed. */
    public void closeAfter(Throwable failure) {
        Throwable problem = closeAll();
        if (problem != null) {
            failure.addSuppressed(problem);
        }
    }

    /**
     * Closes everything, once; a second call does nothing.
     *
     * @throws IllegalStateException with the first problem as its cause, and the others suppressed in that
     */
    @Override
    public void close() {
        Throwable problem = closeAll();
        if (problem instanceof Error error) {
            throw error;
        }
        if (problem != null) {
            throw new IllegalStateException("Something did not close cleanly: " + problem.getMessage(), problem);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same exception may not be suppressed in itself
    private @Nullable Throwable closeAll() {
        Throwable first = null;
        boolean interrupted = false;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Throwable e) {
                interrupted |= e instanceof InterruptedException;
                if (first == null) {
                    first = e;
                } else if (first != e) {
                    first.addSuppressed(e);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return first;
    }
}
