package io.millrace.core.workflow;

/** Which revision of a draft the caller has seen, so that nobody overwrites what they have not read. */
public sealed interface ExpectedRevision {
    /** Any, also none: the caller does not mind. */
    record Any() implements ExpectedRevision {}

    /** This one exactly ({@code If-Match}). */
    record Exactly(long revision) implements ExpectedRevision {}

    /** There must be no such workflow ({@code If-None-Match: *}). */
    record Absent() implements ExpectedRevision {}
}
