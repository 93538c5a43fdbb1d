package io.millrace.core.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests for tests, in words. */
final class InboundRequests {
    private final Map<String, List<String>> headers = new TreeMap<>();
    private String project = "default";
    private byte[] body = new byte[0];

    private InboundRequests() {}

    static InboundRequests aRequest() {
        return new InboundRequests();
    }

    InboundRequests in(String project) {
        this.project = project;
        return this;
    }

    InboundRequests with(String header, String value) {
        headers.put(header.toLowerCase(Locale.ROOT), List.of(value));
        return this;
    }

    InboundRequests with(Map<String, String> headers) {
        headers.forEach(this::with);
        return this;
    }

    InboundRequests json(String body) {
        return with("content-type", "application/json").body(body);
    }

    InboundRequests body(String body) {
        return body(body.getBytes(StandardCharsets.UTF_8));
    }

    InboundRequests body(byte[] body) {
        this.body = body;
        return this;
    }

    InboundRequest build() {
        return new InboundRequest(project, "inbox", "POST", headers, "", body, "192.0.2.1", "trace-1");
    }
}
