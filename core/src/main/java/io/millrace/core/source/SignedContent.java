package io.millrace.core.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a sender's signature covers: the raw body, with a fixed text and perhaps the signed time around it.
 *
 * @param before the text before the body, in which {@code {timestamp}} stands for the signed time
 * @param after the same after the body
 */
record SignedContent(String before, String after) {
    static final String BODY = "{body}";
    static final String TIMESTAMP = "{timestamp}";

    /** @param template holds {@code {body}} once */
    static SignedContent of(String template) {
        int body = template.indexOf(BODY);
        if (body < 0 || template.indexOf(BODY, body + 1) >= 0) {
            throw new IllegalArgumentException("'signed' must hold {body} exactly once, such as {timestamp}.{body}.");
        }
        return new SignedContent(template.substring(0, body), template.substring(body + BODY.length()));
    }

    byte[] bytes(String timestamp, byte[] body) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(body.length + 64);
        content.writeBytes(before.replace(TIMESTAMP, timestamp).getBytes(StandardCharsets.UTF_8));
        content.writeBytes(body);
        content.writeBytes(after.replace(TIMESTAMP, timestamp).getBytes(StandardCharsets.UTF_8));
        return content.toByteArray();
    }
}
