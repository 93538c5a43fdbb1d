package io.millrace.core.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Which execution led to another one: by calling its workflow in a step, or by ending while the workflow listened.
 *
 * @param depth how many executions led to it in turn; 0 when something from outside did
 * @param parent the step that called it; null when none did
 */
public record Ancestry(int depth, @Nullable Parent parent) {
    /** How many executions may lead to one another in turn, so that workflows that start each other come to an end. */
    public static final int MOST = 10;

    /** Of what was started from outside. */
    public static final Ancestry NONE = new Ancestry(0, null);

    /**
     * A step that called a workflow.
     *
     * @param number of the try that began to wait for the end; 0 when the step does not wait
     */
    public record Parent(long execution, String step, int number) {
        public boolean waits() {
            return number > 0;
        }
    }

    /** Of what an execution with this ancestry leads to. */
    public Ancestry next(@Nullable Parent caller) {
        return new Ancestry(depth + 1, caller);
    }
}
