package io.millrace.verify.journey;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs webhooks as their senders do, written from the senders' pages and independent of the product's own code. */
final class Signatures {
    private Signatures() {}

    /**
     * {@code X-Hub-Signature-256}.
     *
     * @see <a href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">GitHub</a>
     */
    static String github(String secret, byte[] body) {
        return "sha256=" + HexFormat.of().formatHex(hmac("HmacSHA256", utf8(secret), body));
    }

    /**
     * {@code X-Slack-Signature}.
     *
     * @see <a href="https://docs.slack.dev/authentication/verifying-requests-from-slack/">Slack</a>
     */
    static String slack(String secret, long timestamp, String body) {
        return "v0=" + HexFormat.of().formatHex(hmac("HmacSHA256", utf8(secret), utf8("v0:" + timestamp + ":" + body)));
    }

    /**
     * {@code webhook-signature}, symmetric.
     *
     * @param secret {@code whsec_} and base64
     * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">the
     *     specification</a>
     */
    static String standard(String secret, String id, long timestamp, String body) {
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        return "v1,"
                + Base64.getEncoder().encodeToString(hmac("HmacSHA256", key, utf8(id + "." + timestamp + "." + body)));
    }

    /** {@code webhook-signature}, asymmetric (Ed25519). */
    static String standardAsymmetric(KeyPair keys, String id, long timestamp, String body) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(utf8(id + "." + timestamp + "." + body));
            return "v1a," + Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key as Standard Webhooks writes it: the last 32 bytes of its X.509 form are the key. */
    static String publicKey(KeyPair keys) {
        byte[] encoded = keys.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return "whpk_" + Base64.getEncoder().encodeToString(raw);
    }

    static byte[] hmac(String algorithm, byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
