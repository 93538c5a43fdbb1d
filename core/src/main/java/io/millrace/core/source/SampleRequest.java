package io.millrace.core.source;

import io.millrace.core.shared.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A properly signed request for trying a source.
 *
 * @param headers by lower-case name; they hold a signature or a token, so they are not for logs
 */
public record SampleRequest(Map<String, String> headers, byte[] body) {
    static final byte[] BODY =
            Json.writeBytes(Map.of("type", "millrace.test", "message", "This is a test event sent by Millrace."));

    /** A sample in JSON. @param proof the headers by which the sender is known */
    static SampleRequest json(byte[] body, Map<String, String> proof) {
        Map<String, String> headers = new TreeMap<>(proof);
        headers.put("content-type", "application/json");
        headers.put("user-agent", "Millrace");
        return new SampleRequest(Map.copyOf(headers), body);
    }

    /** An id that no other delivery has. */
    static String delivery() {
        return "test_" + UUID.randomUUID();
    }

    /** The request as if it had come in at a source's address. */
    public InboundRequest at(String project, String path, String trace) {
        Map<String, List<String>> received = new TreeMap<>();
        headers.forEach((name, value) -> received.put(name, List.of(value)));
        return new InboundRequest(project, path, "POST", received, "", body, "millrace", trace);
    }
}
