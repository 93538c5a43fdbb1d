package io.millrace.core.access;

import java.time.Instant;

/**
 * A signed-in browser, as stored.
 *
 * @param hash of the cookie's value, see {@link Secrets#hash}
 * @param lastSeen at most a minute behind
 */
public record StoredSession(String hash, long user, Instant created, Instant lastSeen) {}
