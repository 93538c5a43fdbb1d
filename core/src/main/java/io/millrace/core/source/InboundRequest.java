package io.millrace.core.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request at the address of a source, as it came.
 *
 * @param path the slug of the address {@code /hooks/{project}/{path}}
 * @param headers by lower-case name, values in the order received
 * @param query the raw query string, without the question mark; empty when there is none
 * @param body the raw bytes, which signatures cover; never changed by anybody who holds this
 * @param remote the address of the sender as far as the server can tell
 * @param trace the correlation id of the request
 */
public record InboundRequest(
        String project,
        String path,
        String method,
        Map<String, List<String>> headers,
        String query,
        byte[] body,
        String remote,
        String trace) {

    /** The first value of a header. @param name in lower case */
    public Optional<String> header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /** CloudEvents {@code source} and the scope of deduplication. */
    String source() {
        return "/hooks/" + project + "/" + path;
    }
}
