package io.millrace.core.source;

import io.millrace.core.event.Occurrence;

/** What a verification makes of a request. */
public sealed interface Verdict {
    /** The sender is who it should be and the body can be read. */
    record Accepted(Occurrence occurrence) implements Verdict {}

    /**
     * Nothing happens.
     *
     * @param detail for people: what is wrong and what would be right, without any part of a secret
     */
    record Refused(Reason reason, String detail) implements Verdict {}

    /** The sender only asks whether anybody is there, and wants this answer. */
    record Answer(int status, String contentType, String body) implements Verdict {}
}
