package io.millrace.sdk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What went over the wire in one request and its answer, ready to be kept and shown: every hidden text is masked and the
 * bodies are cut.
 *
 * @param url with hidden parts masked
 * @param requestHeaders names in lower case; credentials masked
 * @param requestBody at most {@value #MAX_BODY_CHARACTERS} characters, followed by a note when it was cut
 * @param status of the answer, or 0 when none came
 * @param answerHeaders names in lower case; cookies masked
 * @param answerBody as {@code requestBody}
 * @param remoteAddress address and port that answered, or an empty text when nothing was connected
 * @param error why the exchange failed, or an empty text
 */
public record Exchange(
        Instant startedAt,
        Duration duration,
        String method,
        String url,
        Map<String, List<String>> requestHeaders,
        String requestBody,
        int status,
        Map<String, List<String>> answerHeaders,
        String answerBody,
        String remoteAddress,
        String error) {

    /** The longest part of a body that is kept, in UTF-16 characters. */
    public static final int MAX_BODY_CHARACTERS = 16 << 10;
}
