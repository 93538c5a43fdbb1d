package io.millrace.core.catcher;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it was caught.
 *
 * @param path the whole path of the request
 * @param query the raw query string, without the question mark; empty when there is none
 * @param headers by name, values in the order received; credentials masked once recorded
 * @param body at most {@value #LONGEST_BODY} bytes once recorded
 * @param truncated whether the body was longer
 * @param remote the address of the sender as far as the server can tell
 */
public record CaughtRequest(
        Instant time,
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        byte[] body,
        boolean truncated,
        String remote) {
    /** 256 KiB. A server need not read more of a body than this, as long as it says so in {@code truncated}. */
    public static final int LONGEST_BODY = 256 << 10;

    /** How much room this takes, in bytes: the body, and a byte for each character of the target and the headers. */
    public long size() {
        long size = (long) body.length + path.length() + query.length();
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            for (String value : header.getValue()) {
                size += header.getKey().length() + value.length();
            }
        }
        return size;
    }

    /** The body as text; empty when it is not UTF-8. A character that a cut has split is left out. */
    public Optional<String> text() {
        CharBuffer text = CharBuffer.allocate(body.length);
        boolean complete = !truncated;
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body), text, complete);
        return result.isError() ? Optional.empty() : Optional.of(text.flip().toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CaughtRequest that
                && time.equals(that.time)
                && method.equals(that.method)
                && path.equals(that.path)
                && query.equals(that.query)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body)
                && truncated == that.truncated
                && remote.equals(that.remote);
    }

    @Override
    public int hashCode() {
        return 31 * time.hashCode() + Arrays.hashCode(body);
    }
}
