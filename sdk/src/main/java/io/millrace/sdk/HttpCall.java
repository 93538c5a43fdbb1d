package io.millrace.sdk;

import java.time.Duration;
import java.util.List;

/**
 * One HTTP request. Texts may be {@link Sensitive}: they are revealed when the request is written and masked where it is
 * recorded.
 *
 * @param method upper case
 * @param url absolute, {@code http} or {@code https}; a text or a {@link Sensitive}
 * @param query appended to the URL, each name and value encoded
 * @param headers in order; a name may repeat
 * @param timeout the total deadline: name look-up, connecting, sending and reading
 * @param maxAnswerBytes the largest body accepted after decompression
 * @param followRedirects whether redirects are followed (at most five, each vetted, never with credentials to another host)
 */
public record HttpCall(
        String method,
        Object url,
        List<Field> query,
        List<Field> headers,
        HttpBody body,
        Duration timeout,
        long maxAnswerBytes,
        boolean followRedirects) {

    /** 8 MiB. */
    public static final long DEFAULT_MAX_ANSWER_BYTES = 8L << 20;

    /** A named text; the value may be {@link Sensitive}. */
    public record Field(String name, Object value) {}

    /** A call without query, following no redirects, with the default bound on the answer. */
    public static HttpCall of(String method, Object url, List<Field> headers, HttpBody body, Duration timeout) {
        return new HttpCall(method, url, List.of(), headers, body, timeout, DEFAULT_MAX_ANSWER_BYTES, false);
    }
}
