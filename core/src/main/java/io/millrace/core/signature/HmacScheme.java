package io.millrace.core.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Predicate;

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
        return verifier(key, content).test(signature);
    }

    /** The same for several signatures of one content, which is hashed only once. */
    Predicate<String> verifier(byte[] key, byte[] content) {
        byte[] expected = encoding.encode(algorithm.digest(key, content)).getBytes(StandardCharsets.UTF_8);
        return signature -> {
            if (!signature.startsWith(prefix)) {
                return false;
            }
            String given = encoding.normalise(signature.substring(prefix.length()));
            return MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
        };
    }
}
