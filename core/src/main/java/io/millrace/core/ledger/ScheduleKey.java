package io.millrace.core.ledger;

import java.util.Comparator;

/** One schedule trigger of one workflow. */
public record ScheduleKey(String project, String workflow, String trigger) implements Comparable<ScheduleKey> {
    private static final Comparator<ScheduleKey> ORDER = Comparator.comparing(ScheduleKey::project)
            .thenComparing(ScheduleKey::workflow)
            .thenComparing(ScheduleKey::trigger);

    @Override
    public int compareTo(ScheduleKey other) {
        return ORDER.compare(this, other);
    }
}
