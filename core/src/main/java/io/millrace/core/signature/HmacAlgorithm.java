package io.millrace.core.signature;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash functions of HMAC (RFC 2104) that senders of webhooks use. */
public enum HmacAlgorithm {
    /** For old senders only; as a keyed hash it is not known to be broken. */
    SHA1("HmacSHA1"),
    SHA256("HmacSHA256"),
    SHA512("HmacSHA512");

    private final String jcaName;

    HmacAlgorithm(String jcaName) {
        this.jcaName = jcaName;
    }

    /** The name people write: {@code sha1}, {@code sha256} or {@code sha512}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<HmacAlgorithm> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(HmacAlgorithm::code).toList();
    }

    /** @param key at least one byte */
    public byte[] digest(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(jcaName);
            mac.init(new SecretKeySpec(key, jcaName));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has " + jcaName, e);
        }
    }
}
