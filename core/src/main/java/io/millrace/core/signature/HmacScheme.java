package io.millrace.core.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A keyed hash of the content, written as text: {@code sha256=757107ea...}.
 *
 * @param prefix stands before the encoded hash, and must be there when verifying; may be empty
 */
public record HmacScheme(HmacAlgorithm algorithm, Encoding encoding, String prefix) {
    /**
     * GitHub's {@code X-Hub-Signature-256}.
     *
     * @see <a href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">GitHub: validating webhook deliveries</a>
     */
    public static final HmacScheme GITHUB = new HmacScheme(HmacAlgorithm.SHA256, Encoding.HEX, "sha256=");

    /**
     * Slack's {@code X-Slack-Signature} over {@code v0:timestamp:body}.
     *
     * @see <a href="https://docs.slack.dev/authentication/verifying-requests-from-slack">Slack: verifying requests</a>
     */
    public static final HmacScheme SLACK = new HmacScheme(HmacAlgorithm.SHA256, Encoding.HEX, "v0=");

    /** The signature as the sender writes it. */
    public String sign(byte[] key, byte[] content) {
        return prefix + encoding.encode(algorithm.digest(key, content));
    }

    /** Whether the signature is this content's under this key. The time taken does not depend on where they differ. */
    public boolean verifies(byte[] key, byte[] content, String signature) {
        if (!signature.startsWith(prefix)) {
            return false;
        }
        String given = encoding.normalise(signature.substring(prefix.length()));
        String expected = encoding.encode(algorithm.digest(key, content));
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
