package io.millrace.sdk;

import org.jspecify.annotations.Nullable;

/** The code of one action. It makes one logical request, never loops over items, and never retries by itself. */
@FunctionalInterface
public interface Action {
    /**
     * Runs once, on a virtual thread that is interrupted on cancellation or at the deadline.
     *
     * @return the output, a JSON value that fits the action's output schema
     * @throws ToolException with the error class that decides what happens next
     */
    @Nullable
    Object run(ActionCall call) throws ToolException;
}
