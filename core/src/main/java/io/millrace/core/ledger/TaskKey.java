package io.millrace.core.ledger;

import java.util.Comparator;

/** What a task is about. The key is natural, so that planning the same thing twice is impossible. */
public record TaskKey(long subject, String step, int item) implements Comparable<TaskKey> {
    private static final Comparator<TaskKey> ORDER = Comparator.comparingLong(TaskKey::subject)
            .thenComparing(TaskKey::step)
            .thenComparingInt(TaskKey::item);

    @Override
    public int compareTo(TaskKey other) {
        return ORDER.compare(this, other);
    }
}
