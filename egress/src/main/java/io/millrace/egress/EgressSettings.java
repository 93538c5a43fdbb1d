package io.millrace.egress;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the way out is guarded; fixed for the life of a {@link GuardedEgress}.
 *
 * @param allow addresses that are reachable although they are not public: a network ({@code 10.1.0.0/16}), an address, an
 *     exact host name, or either with a port ({@code intranet.example.com:8443}, {@code [fd00::1]:443}). A named host is
 *     reachable whatever its name resolves to
 * @param own addresses of this server itself that tools may call, reachable in spite of the guard: scheme, host and port must
 *     be equal and the path must lie below the given one
 * @param connectTimeout for one address; a name with several is tried one after the other within the call's deadline
 * @param maxPerHost calls under way at the same time to one scheme, host and port; the next waits for its turn within its
 *     deadline
 * @param maxRequestBytes the largest request body
 * @param maxAnswerBytes the largest answer body after decompression, whatever a call asks for
 * @param trustFile certificates in PEM that are trusted beside the system's
 * @param version of Millrace, for the {@code User-Agent}
 */
public record EgressSettings(
        List<String> allow,
        List<URI> own,
        Duration connectTimeout,
        int maxPerHost,
        long maxRequestBytes,
        long maxAnswerBytes,
        Optional<Path> trustFile,
        String version) {

    /** @throws IllegalArgumentException when an allowed address cannot be read or a limit is not positive */
    public EgressSettings {
        allow = List.copyOf(allow);
        AllowList.requireReadable(allow);
        own = List.copyOf(own);
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("egress.connect_timeout must be longer than zero.");
        }
        if (maxPerHost < 1 || maxRequestBytes < 1 || maxAnswerBytes < 1) {
            throw new IllegalArgumentException("The limits of egress must be at least 1.");
        }
    }

    /** Nothing private allowed, 10 s to connect, 64 calls at once to a host, 32 MiB out, 64 MiB in, the system's trust. */
    public static EgressSettings defaults(String version) {
        return new EgressSettings(
                List.of(), List.of(), Duration.ofSeconds(10), 64, 32L << 20, 64L << 20, Optional.empty(), version);
    }

    /** The same with other allowed addresses. */
    public EgressSettings withAllow(String... entries) {
        return new EgressSettings(
                List.of(entries), own, connectTimeout, maxPerHost, maxRequestBytes, maxAnswerBytes, trustFile, version);
    }

    /** The same with one address of this server. */
    public EgressSettings withOwn(URI address) {
        return new EgressSettings(
                allow,
                List.of(address),
                connectTimeout,
                maxPerHost,
                maxRequestBytes,
                maxAnswerBytes,
                trustFile,
                version);
    }

    /** The same with other certificates that are trusted beside the system's. */
    public EgressSettings withTrustFile(Optional<Path> file) {
        return new EgressSettings(
                allow, own, connectTimeout, maxPerHost, maxRequestBytes, maxAnswerBytes, file, version);
    }
}
