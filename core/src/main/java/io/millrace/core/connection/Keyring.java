package io.millrace.core.connection;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.Sensitive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypts and decrypts every stored secret.
 *
 * <p>Envelope encryption: secrets are encrypted with data keys (AES-256-GCM with a random nonce, a Tink keyset), the data
 * keys with the master key, which is outside the database. So the keys change ({@link #rotate}) without touching a
 * secret. Safe for use by many threads and many nodes: a ciphertext of a data key that another node added makes this one
 * read the keyset again.
 */
public final class Keyring {
    private static final Logger log = LoggerFactory.getLogger(Keyring.class);
    private static final byte[] KEYSET_PLACE = "millrace/keyset".getBytes(StandardCharsets.UTF_8);

    private final KeysetStore store;
    private volatile MasterKey master;
    private volatile Keys keys;

    /** The data keys of one revision, ready for use. */
    private record Keys(WrappedKeyset wrapped, KeysetHandle handle, Aead aead) {}

    private Keyring(KeysetStore store, MasterKey master, Keys keys) {
        this.store = store;
        this.master = master;
        this.keys = keys;
    }

    /**
     * Opens the keyring of an installation and, on its very first start, makes the keys.
     *
     * @param environmentValue the value of {@code MILLRACE_MASTER_KEY}, 32 bytes in base64; it wins over the file
     * @param folder the data folder, for {@code master.key}
     * @throws MillraceException {@code configuration_invalid} when the master key is missing, unreadable, readable by
     *     others, or not the one this database was encrypted with
     */
    public static Keyring open(KeysetStore store, Optional<String> environmentValue, Path folder) {
        Optional<WrappedKeyset> wrapped = store.find();
        MasterKey master = environmentValue
                .map(value -> MasterKey.parse(value, "MILLRACE_MASTER_KEY"))
                .orElseGet(() -> fromFile(new MasterKeyFile(folder), wrapped));
        return open(store, master);
    }

    /**
     * Replaces the master key in the data folder by one that is made here, and makes a new data key. Whenever this is
     * interrupted, the next start finds a master key that fits.
     *
     * @throws MillraceException as {@link #open(KeysetStore, Optional, Path)} does, and {@code conflict} when somebody else
     *     changed the keys at the same time
     */
    public static void rotateFile(KeysetStore store, Path folder) {
        Keyring keyring = open(store, Optional.empty(), folder);
        MasterKeyFile file = new MasterKeyFile(folder);
        keyring.rotate(file.prepareNext());
        file.adoptNext();
    }

    /**
     * Replaces a master key that is kept elsewhere, and makes a new data key.
     *
     * @param present the value of {@code MILLRACE_MASTER_KEY}
     * @param next the value it has from the next start on, 32 bytes in base64
     * @throws MillraceException {@code configuration_invalid} when one of them is unusable or the present one does not fit,
     *     {@code conflict} when somebody else changed the keys at the same time
     */
    public static void rotateValue(KeysetStore store, String present, String next) {
        MasterKey replacement = MasterKey.parse(next, "the new value");
        open(store, MasterKey.parse(present, "MILLRACE_MASTER_KEY")).rotate(replacement);
    }

    /** Opens the keyring with a master key at hand; makes the data keys when the store has none. */
    public static Keyring open(KeysetStore store, MasterKey master) {
        try {
            if (store.find().isEmpty()) {
                // Another node may be doing the same: whoever comes second takes the keys of the first.
                store.write(wrap(
                        1,
                        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get()),
                        master));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot make AES-256-GCM keys", e);
        }
        return new Keyring(store, master, unwrap(store.find().orElseThrow(), master));
    }

    private static MasterKey fromFile(MasterKeyFile file, Optional<WrappedKeyset> wrapped) {
        if (file.exists()) {
            MasterKey present = file.read();
            return wrapped.filter(keyset -> !fits(present, keyset))
                    .flatMap(keyset -> interruptedRotation(file, keyset))
                    .orElse(present);
        }
        if (wrapped.isPresent()) {
            throw new MillraceException(
                    ErrorCode.CONFIGURATION_INVALID,
                    "The secrets in this database are encrypted, and there is no master key: " + file.path()
                            + " does not exist and MILLRACE_MASTER_KEY is not set. Restore the file from your back-up, or"
                            + " copy it from another node. Without it the secrets cannot be read by anyone.");
        }
        MasterKey made = file.create();
        log.warn(
                "Made the master key {}. Back it up apart from the database: without it no stored credential can be read.",
                file.path());
        return made;
    }

    /** The key that was to replace the one in the file, if the database is encrypted with it already. */
    private static Optional<MasterKey> interruptedRotation(MasterKeyFile file, WrappedKeyset wrapped) {
        Optional<MasterKey> next = file.next().filter(key -> fits(key, wrapped));
        next.ifPresent(_ -> {
            file.adoptNext();
            log.warn("Finished the change of the master key {} that was interrupted", file.path());
        });
        return next;
    }

    private static boolean fits(MasterKey master, WrappedKeyset wrapped) {
        try {
            unwrap(wrapped, master);
            return true;
        } catch (MillraceException e) {
            return false;
        }
    }

    /** Encrypts a text for one place; only {@link #open(SecretPlace, Sealed)} with the same place gives it back. */
    Sealed seal(SecretPlace place, String text) {
        try {
            byte[] ciphertext = keys.aead().encrypt(text.getBytes(StandardCharsets.UTF_8), place.associatedData());
            return new Sealed(Base64.getEncoder().encodeToString(ciphertext));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret cannot be encrypted", e);
        }
    }

    /** @throws MillraceException {@code internal} when the ciphertext is damaged or of another place */
    Sensitive open(SecretPlace place, Sealed sealed) {
        Keys current = keys;
        try {
            return decrypt(current, place, sealed);
        } catch (GeneralSecurityException _) {
            Keys newest = reload(current);
            try {
                return decrypt(newest, place, sealed);
            } catch (GeneralSecurityException e) {
                throw new MillraceException(
                        ErrorCode.INTERNAL,
                        "The stored secret " + place.words()
                                + " cannot be decrypted: it was damaged or moved in the database."
                                + " Save the secret again.",
                        e);
            }
        }
    }

    /**
     * Replaces the master key, and makes a new data key for all secrets saved from now on, in one write. Older secrets stay
     * readable with the older data keys. The caller makes sure that the next start finds the new master key.
     *
     * @throws MillraceException {@code conflict} when somebody else changed the keys at the same time
     */
    void rotate(MasterKey next) {
        try {
            KeysetHandle extended = KeysetHandle.newBuilder(reload(keys).handle())
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build();
            replace(extended, next);
            master = next;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A data key cannot be made", e);
        }
    }

    /**
     * A text of 43 base64url characters that follows from the keys and the purpose, the same on every node and start,
     * and tells nothing about the keys.
     */
    public String derive(String purpose) {
        try {
            String subject = purpose + "\n" + keys.wrapped().base64();
            byte[] code = master.authenticate(subject.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no HMAC-SHA256", e);
        }
    }

    private void replace(KeysetHandle handle, MasterKey wrapping) throws GeneralSecurityException {
        WrappedKeyset next = wrap(keys.wrapped().revision() + 1, handle, wrapping);
        if (!store.write(next)) {
            throw new MillraceException(
                    ErrorCode.CONFLICT, "The keys were changed by somebody else at the same time. Try again.");
        }
        keys = unwrap(next, wrapping);
    }

    private Keys reload(Keys known) {
        WrappedKeyset stored = store.find().orElseThrow();
        if (stored.revision() != known.wrapped().revision()) {
            keys = unwrap(stored, master);
        }
        return keys;
    }

    private static Sensitive decrypt(Keys keys, SecretPlace place, Sealed sealed) throws GeneralSecurityException {
        byte[] ciphertext;
        try {
            ciphertext = Base64.getDecoder().decode(sealed.base64());
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("no base64", e);
        }
        return Sensitive.of(
                new String(keys.aead().decrypt(ciphertext, place.associatedData()), StandardCharsets.UTF_8));
    }

    private static WrappedKeyset wrap(long revision, KeysetHandle handle, MasterKey master)
            throws GeneralSecurityException {
        byte[] bytes = TinkProtoKeysetFormat.serializeEncryptedKeyset(
                handle, master.aead(), KEYSET_PLACE, RegistryConfiguration.get());
        return new WrappedKeyset(revision, Base64.getEncoder().encodeToString(bytes));
    }

    private static Keys unwrap(WrappedKeyset wrapped, MasterKey master) {
        try {
            KeysetHandle handle = TinkProtoKeysetFormat.parseEncryptedKeyset(
                    Base64.getDecoder().decode(wrapped.base64()),
                    master.aead(),
                    KEYSET_PLACE,
                    RegistryConfiguration.get());
            return new Keys(wrapped, handle, handle.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new MillraceException(
                    ErrorCode.CONFIGURATION_INVALID,
                    "The master key does not match this database: its data keys cannot be decrypted. Use the master key the"
                            + " database was made with (" + MasterKeyFile.NAME + " of the first node, or the value that"
                            + " MILLRACE_MASTER_KEY had), or restore both from the same back-up.",
                    e);
        }
    }
}
