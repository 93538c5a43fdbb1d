package io.millrace.core.ledger;

import java.util.Comparator;

/**
 * What a task is about. The key is natural, so that planning the same thing twice is impossible.
 *
 * @param subject the execution
 * @param step empty for what is of the execution as a whole
 * @param item of a step: 0 for the step itself, the index and one for an item of its list, and the negative number of a try for
 *     what is left of a call that nobody waits for any more. Of an execution: 0 for the end of its cancel's time, its
 *     revision for the word of its end, and the largest number for its begin
 */
public record TaskKey(long subject, String step, int item) implements Comparable<TaskKey> {
    private static final Comparator<TaskKey> ORDER = Comparator.comparingLong(TaskKey::subject)
            .thenComparing(TaskKey::step)
            .thenComparingInt(TaskKey::item);

    @Override
    public int compareTo(TaskKey other) {
        return ORDER.compare(this, other);
    }
}
