package io.millrace.server.api;

import java.time.Instant;

/**
 * What runs here.
 *
 * @param version of this build
 * @param store {@code sqlite} or {@code postgres}
 * @param startedAt when this process began to work
 * @param retentionDays how long history is kept in projects that do not say otherwise
 */
public record About(String version, String store, Instant startedAt, int retentionDays) {}
