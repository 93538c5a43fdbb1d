package io.millrace.core.source;

import java.nio.charset.StandardCharsets;

/**
 * What the sender of a webhook is told when nothing went wrong.
 *
 * @param status an HTTP status in the 200s
 */
public record HookAnswer(int status, String contentType, byte[] body) {
    static HookAnswer stored(Inbox.Received received) {
        // Our own ids hold nothing that JSON would escape.
        String answer = "{\"id\":\"" + received.eventId() + "\",\"duplicate\":" + received.duplicate() + "}";
        return new HookAnswer(202, "application/json", answer.getBytes(StandardCharsets.UTF_8));
    }

    static HookAnswer of(Verdict.Answer answer) {
        return new HookAnswer(
                answer.status(), answer.contentType(), answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
