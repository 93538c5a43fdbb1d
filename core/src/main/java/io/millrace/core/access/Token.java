package io.millrace.core.access;

import io.millrace.core.shared.Ids;
import java.time.Instant;
import java.util.Optional;

/**
 * An API token, as stored.
 *
 * @param hash of the secret, see {@link Secrets#hash}; unique
 * @param name unique
 * @param lastUsed at most a minute behind
 * @param expires when it stops working; empty for never
 */
public record Token(
        long id,
        String hash,
        String name,
        Role role,
        Instant created,
        Optional<Instant> lastUsed,
        Optional<Instant> expires) {
    static final String PREFIX = "tok";

    Principal principal() {
        return new Principal(Ids.text(PREFIX, id), name, role);
    }

    boolean expired(Instant now) {
        return expires.filter(end -> !now.isBefore(end)).isPresent();
    }
}
