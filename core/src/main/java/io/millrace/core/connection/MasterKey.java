package io.millrace.core.connection;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The 256-bit key that encrypts the data keys. It is kept outside the database, so that a copy of the database alone
 * reveals no secret.
 */
public final class MasterKey {
    /** The length of the key in bytes. */
    public static final int LENGTH = 32;

    static {
        // Every use of Tink here starts with a master key, so this is the one place that must register it.
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot encrypt with AES-GCM", e);
        }
    }

    private final byte[] bytes;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static MasterKey random() {
        byte[] bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        return new MasterKey(bytes);
    }

    /**
     * @param base64 32 bytes in standard base64; white space around it does not count
     * @param origin where it was found, for the sentence when it is wrong
     * @throws MillraceException {@code configuration_invalid} without the text
     */
    static MasterKey parse(String base64, String origin) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw unusable(origin, "is no base64");
        }
        if (bytes.length != LENGTH) {
            throw unusable(origin, "has " + bytes.length + " bytes instead of " + LENGTH);
        }
        return new MasterKey(bytes);
    }

    private static MillraceException unusable(String origin, String why) {
        return new MillraceException(
                ErrorCode.CONFIGURATION_INVALID,
                "The master key in " + origin + " " + why + ". It must be 32 random bytes in base64, as"
                        + " 'openssl rand -base64 32' makes them; restore it from your back-up if this installation has"
                        + " secrets already.");
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @AccessesPartialKey
    Aead aead() throws GeneralSecurityException {
        AesGcmParameters parameters = AesGcmParameters.builder()
                .setKeySizeBytes(LENGTH)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                .build();
        AesGcmKey key = AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                .build();
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /** HMAC-SHA256 of the given bytes under this key. */
    byte[] authenticate(byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
        return mac.doFinal(data);
    }
}
