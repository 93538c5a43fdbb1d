package io.millrace.core.access;

import io.millrace.core.shared.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Random secrets that we make, and their hashes.
 *
 * <p>A secret has 256 random bits, so it cannot be guessed and a plain SHA-256 of it cannot be reversed; passwords, which
 * people choose, need {@link Passwords} instead.
 */
final class Secrets {
    private static final int BYTES = 32;
    /** 62^43 is just above 2^256. */
    private static final int BASE62_LENGTH = 43;

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** 32 random bytes in 43 letters and digits, which a double click selects whole. */
    static String base62() {
        BigInteger rest = new BigInteger(1, bytes());
        char[] text = new char[BASE62_LENGTH];
        BigInteger base = BigInteger.valueOf(62);
        for (int i = BASE62_LENGTH - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(base);
            text[i] = BASE62.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(text);
    }

    /** 32 random bytes in 43 base64url characters. */
    static String base64url() {
        return encode(bytes());
    }

    /** SHA-256 in base64url, 43 characters. */
    static String hash(String secret) {
        return encode(Sha256.digest(secret));
    }

    /** Compares in a time that tells nothing about where the texts differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
