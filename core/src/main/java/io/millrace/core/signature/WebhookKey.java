package io.millrace.core.signature;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * A key of Standard Webhooks, told by its prefix: {@code whsec_} a shared secret (scheme {@code v1}), {@code whpk_} an
 * Ed25519 public key and {@code whsk_} an Ed25519 key pair (scheme {@code v1a}); base 64 follows. A text without a
 * prefix is a shared secret.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">The specification</a>
 */
public sealed interface WebhookKey {
    /** The shortest shared secret the specification allows, in bytes. Longer ones than it allows do occur and do no harm. */
    int SHORTEST_SECRET = 24;

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException with a sentence for people, which never holds any part of the key
     */
    static WebhookKey read(String text) {
        if (text.startsWith("whpk_")) {
            return new Verifying(Ed25519Keys.publicKey(decode(text.substring(5), 32)));
        }
        if (text.startsWith("whsk_")) {
            byte[] pair = decode(text.substring(5), 64);
            return new Pair(
                    Ed25519Keys.privateKey(Arrays.copyOf(pair, 32)),
                    Ed25519Keys.publicKey(Arrays.copyOfRange(pair, 32, 64)));
        }
        byte[] secret = base64(text.startsWith("whsec_") ? text.substring(6) : text);
        if (secret.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException("The secret has " + secret.length
                    + " bytes; Standard Webhooks asks for at least " + SHORTEST_SECRET
                    + ". Copy it whole from the sender: whsec_ and base 64.");
        }
        return new Shared(secret);
    }

    private static byte[] decode(String base64, int length) {
        byte[] bytes = base64(base64);
        if (bytes.length != length) {
            throw new IllegalArgumentException("The key has " + bytes.length + " bytes where this kind has " + length
                    + ". Copy it whole from the sender.");
        }
        return bytes;
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // The decoder's own message, and so the cause, would show a character of the key.
            throw new IllegalArgumentException(
                    "The key is not base 64 after its prefix. Copy it whole from the sender: whsec_, whpk_ or whsk_ and base 64.");
        }
    }

    /** Signs and verifies with HMAC-SHA256. */
    record Shared(byte[] secret) implements WebhookKey {
        @Override
        public String toString() {
            return "Shared";
        }
    }

    /** Verifies with Ed25519; cannot sign. */
    record Verifying(PublicKey publicKey) implements WebhookKey {}

    /** Signs and verifies with Ed25519. */
    record Pair(PrivateKey privateKey, PublicKey publicKey) implements WebhookKey {
        @Override
        public String toString() {
            return "Pair";
        }
    }
}
