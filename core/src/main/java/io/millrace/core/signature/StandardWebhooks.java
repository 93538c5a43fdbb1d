package io.millrace.core.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;

/**
 * Standard Webhooks 1.0: what is signed is {@code id.timestamp.body}; the header holds one or more signatures, separated
 * by spaces, each with its scheme before a comma: {@code v1,g0hM9SsE... v1a,hnO3f9T8...}.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">The specification</a>
 */
public final class StandardWebhooks {
    /** The most signatures of one header that are looked at, so that a header cannot buy unlimited work. */
    public static final int MOST_SIGNATURES = 8;

    private static final String SYMMETRIC = "v1,";
    private static final String ASYMMETRIC = "v1a,";
    private static final HmacScheme HMAC = new HmacScheme(HmacAlgorithm.SHA256, Encoding.BASE64, SYMMETRIC);

    private StandardWebhooks() {}

    /**
     * One signature with its scheme.
     *
     * @param timestamp seconds since 1970, in decimal
     * @throws IllegalArgumentException when the key is a public one
     */
    public static String sign(WebhookKey key, String id, String timestamp, byte[] body) {
        byte[] content = content(id, timestamp, body);
        return switch (key) {
            case WebhookKey.Shared(byte[] secret) -> HMAC.sign(secret, content);
            case WebhookKey.Pair(PrivateKey privateKey, PublicKey _) ->
                ASYMMETRIC + Base64.getEncoder().encodeToString(ed25519(privateKey, content));
            case WebhookKey.Verifying _ ->
                throw new IllegalArgumentException(
                        "A public key verifies and cannot sign; the sender holds the other half.");
        };
    }

    /** Whether one of the header's signatures is this message's under this key. The timestamp's age is not judged here. */
    public static boolean verifies(WebhookKey key, String id, String timestamp, byte[] body, String signatures) {
        byte[] content = content(id, timestamp, body);
        Stream<String> given = Arrays.stream(signatures.strip().split(" +", MOST_SIGNATURES + 1))
                .limit(MOST_SIGNATURES);
        return switch (key) {
            case WebhookKey.Shared(byte[] secret) -> given.anyMatch(HMAC.verifier(secret, content));
            case WebhookKey.Verifying(PublicKey publicKey) ->
                given.anyMatch(each -> verifies(publicKey, content, each));
            case WebhookKey.Pair(PrivateKey _, PublicKey publicKey) ->
                given.anyMatch(each -> verifies(publicKey, content, each));
        };
    }

    private static boolean verifies(PublicKey key, byte[] content, String signature) {
        if (!signature.startsWith(ASYMMETRIC)) {
            return false;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(signature.substring(ASYMMETRIC.length()));
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(bytes);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // Not base 64, or not of a signature's length: a signature that does not match, like any other.
            return false;
        }
    }

    private static byte[] ed25519(PrivateKey key, byte[] content) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(content);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime since 15 has Ed25519", e);
        }
    }

    private static byte[] content(String id, String timestamp, byte[] body) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(id.length() + timestamp.length() + 2 + body.length);
        content.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        content.writeBytes(body);
        return content.toByteArray();
    }
}
