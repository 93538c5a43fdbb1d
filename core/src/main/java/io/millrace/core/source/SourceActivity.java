package io.millrace.core.source;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a source has seen since this server started.
 *
 * @param accepted new events
 * @param duplicates deliveries that were there before
 * @param refused by the code of a {@link Reason}, or of the error that kept a good request from being stored
 * @param lastAccepted when the last new event or duplicate came
 * @param refusals the last ones, newest first
 */
public record SourceActivity(
        String project,
        String path,
        long accepted,
        long duplicates,
        Map<String, Long> refused,
        Optional<Instant> lastAccepted,
        List<Refusal> refusals) {

    /**
     * One refused request: enough to see what the sender does wrong, nothing of what it said.
     *
     * @param headers the names of its headers
     */
    public record Refusal(Instant time, String reason, List<String> headers) {}
}
