package io.millrace.core.source;

import io.millrace.core.shared.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the sender of a webhook is told when nothing went wrong.
 *
 * @param status an HTTP status in the 200s
 */
public record HookAnswer(int status, String contentType, byte[] body) {
    static HookAnswer stored(Inbox.Received received) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", received.eventId());
        answer.put("duplicate", received.duplicate());
        return new HookAnswer(202, "application/json", Json.writeBytes(answer));
    }

    static HookAnswer of(Verdict.Answer answer) {
        return new HookAnswer(
                answer.status(), answer.contentType(), answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
