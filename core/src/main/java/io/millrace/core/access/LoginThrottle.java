package io.millrace.core.access;

import com.github.benmanes.caffeine.cache.Cache;
import io.millrace.core.shared.Caches;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Slows down the guessing of passwords, per account and per address.
 *
 * <p>After a number of free failures each further one doubles a pause, from one second to five minutes, in which nothing
 * is tried: short enough that nobody can lock another person out for long, long enough for 300 guesses a day. An attempt
 * counts before its password is looked at, so that many at once get no more guesses than one after another. An hour
 * without attempts forgets. The memory is bounded and per node; safe for use by many threads.
 */
final class LoginThrottle {
    private static final int FREE_PER_ACCOUNT = 5;
    /** Many people may share an address. */
    private static final int FREE_PER_ADDRESS = 20;

    private static final Duration MAX_PAUSE = Duration.ofMinutes(5);
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int KEPT = 50_000;

    private final InstantSource clock;
    private final Cache<String, Attempts> accounts;
    private final Cache<String, Attempts> addresses;

    private record Attempts(int failures, Instant pausedUntil) {}

    LoginThrottle(InstantSource clock) {
        this.clock = clock;
        this.accounts = memory();
        this.addresses = memory();
    }

    /** Counts an attempt. @throws MillraceException {@code too_many_requests} with the rest of the pause */
    void admit(String email, String address) {
        Instant now = clock.instant();
        String account = email.toLowerCase(Locale.ROOT);
        String network = network(address);
        refuseDuringPause(accounts.getIfPresent(account), now);
        refuseDuringPause(addresses.getIfPresent(network), now);
        accounts.asMap().compute(account, (_, seen) -> counted(seen, now, FREE_PER_ACCOUNT));
        addresses.asMap().compute(network, (_, seen) -> counted(seen, now, FREE_PER_ADDRESS));
    }

    /**
     * Takes the attempt back that {@link #admit} counted. The account starts afresh; the address does not, or an attacker
     * with an account of their own could clear it at will.
     */
    void succeeded(String email, String address) {
        accounts.invalidate(email.toLowerCase(Locale.ROOT));
        addresses
                .asMap()
                .computeIfPresent(
                        network(address), (_, seen) -> new Attempts(Math.max(0, seen.failures() - 1), Instant.EPOCH));
    }

    private static void refuseDuringPause(@Nullable Attempts seen, Instant now) {
        if (seen != null && now.isBefore(seen.pausedUntil())) {
            throw MillraceException.retryLater(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "Too many failed attempts to sign in. Wait a moment and try again.",
                    Duration.between(now, seen.pausedUntil()));
        }
    }

    private static Attempts counted(@Nullable Attempts seen, Instant now, int free) {
        int failures = seen == null ? 1 : seen.failures() + 1;
        if (failures < free) {
            return new Attempts(failures, Instant.EPOCH);
        }
        int doublings = Math.min(failures - free, 20);
        Duration pause = Duration.ofSeconds(1L << doublings);
        return new Attempts(failures, now.plus(pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE));
    }

    /** One household or server has a whole /64 of IPv6, so that is what counts as one address. */
    private static String network(String address) {
        return literal(address)
                .map(ip -> ip instanceof Inet6Address
                        ? HexFormat.of().formatHex(Arrays.copyOf(ip.getAddress(), 8))
                        : ip.getHostAddress())
                .orElse("unknown");
    }

    private static Optional<InetAddress> literal(String address) {
        try {
            return Optional.of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Cache<String, Attempts> memory() {
        return Caches.newBuilder()
                .maximumSize(KEPT)
                .expireAfterAccess(MEMORY)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }
}
