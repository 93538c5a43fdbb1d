package io.millrace.core.access;

import io.millrace.core.lifecycle.ComputeThreads;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords with Argon2id (RFC 9106): 19 MiB, 2 passes, 1 lane, which is the OWASP Password Storage Cheat Sheet's
 * minimum. Written in the PHC string form, {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, so that hashes made with
 * other parameters stay readable.
 *
 * <p>At most a few hashes are computed at the same time; a flood of sign-ins waits or is turned away and cannot take more
 * memory than that. Safe for use by many threads.
 */
final class Passwords {
    static final int MIN_LENGTH = 12;
    static final int MAX_LENGTH = 256;

    private static final Parameters CURRENT = new Parameters(19_456, 2, 1);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    /** 256 MiB; a stored text that asks for more is damaged or planted. */
    private static final int MAX_MEMORY_KIB = 1 << 18;

    private static final Pattern STORED = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ComputeThreads computing = new ComputeThreads("hashing");
    private final Semaphore places;
    private final Duration patience;
    private final String decoy;

    private record Parameters(int memoryKib, int passes, int lanes) {}

    /** @param parallel how many hashes at the same time, each of 19 MiB @param patience how long a call waits for its turn */
    Passwords(int parallel, Duration patience) {
        this.places = new Semaphore(parallel, true);
        this.patience = patience;
        this.decoy = format(CURRENT, salt(), new byte[HASH_BYTES]);
    }

    /** @throws MillraceException {@code input_invalid} when the rules refuse it; {@code overloaded} */
    String hash(String email, String password) {
        check(email, password);
        byte[] salt = salt();
        return format(CURRENT, salt, inTurn(() -> compute(CURRENT, salt, password, HASH_BYTES)));
    }

    /** Whether this is the password of the hash. @throws MillraceException {@code overloaded} */
    boolean matches(String password, String stored) {
        Matcher parts = STORED.matcher(stored);
        if (password.length() > MAX_LENGTH || !parts.matches()) {
            return false;
        }
        Parameters parameters = new Parameters(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        if (parameters.memoryKib() > MAX_MEMORY_KIB) {
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(parts.group(4));
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] actual = inTurn(() -> compute(parameters, salt, password, expected.length));
        return MessageDigest.isEqual(expected, actual);
    }

    /** Takes as long as {@link #matches} for an account that does not exist, so that the time does not tell. */
    void pretend(String password) {
        matches(password, decoy);
    }

    /** Whether the hash was made with other parameters than a new one would be. */
    boolean outdated(String stored) {
        Matcher parts = STORED.matcher(stored);
        return !parts.matches()
                || !stored.startsWith(String.format(
                        Locale.ROOT,
                        "$argon2id$v=19$m=%d,t=%d,p=%d$",
                        CURRENT.memoryKib(),
                        CURRENT.passes(),
                        CURRENT.lanes()));
    }

    /** Length is what makes a password strong; rules about its characters make people choose worse ones (NIST SP 800-63B). */
    private static void check(String email, String password) {
        if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            throw refused("it must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        }
        if (password.strip().equalsIgnoreCase(email)) {
            throw refused("it must not be the e-mail address");
        }
    }

    private static MillraceException refused(String why) {
        return new MillraceException(
                ErrorCode.INPUT_INVALID,
                "This password cannot be used: " + why + ".",
                List.of(Problem.at("password", why)));
    }

    private byte[] inTurn(Supplier<byte[]> work) {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw MillraceException.retryLater(
                        ErrorCode.OVERLOADED, "Too many people are signing in at this moment. Try again.", patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MillraceException(ErrorCode.SHUTTING_DOWN, "The server is stopping. Try again later.", e);
        }
        try {
            return computing.run(work);
        } finally {
            places.release();
        }
    }

    private static byte[] compute(Parameters parameters, byte[] salt, String password, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(parameters.memoryKib())
                .withIterations(parameters.passes())
                .withParallelism(parameters.lanes())
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }

    private static String format(Parameters parameters, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return String.format(
                Locale.ROOT,
                "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s",
                parameters.memoryKib(),
                parameters.passes(),
                parameters.lanes(),
                base64.encodeToString(salt),
                base64.encodeToString(hash));
    }
}
