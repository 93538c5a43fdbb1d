package io.millrace.core.ledger;

/** One schedule trigger of one workflow. */
public record ScheduleKey(String project, String workflow, String trigger) implements Comparable<ScheduleKey> {
    @Override
    public int compareTo(ScheduleKey other) {
        return toString().compareTo(other.toString());
    }
}
