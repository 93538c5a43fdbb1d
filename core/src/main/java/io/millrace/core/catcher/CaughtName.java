package io.millrace.core.catcher;

import java.time.Instant;

/**
 * An address that has caught something.
 *
 * @param requests how many are kept
 * @param last when the last one came
 */
public record CaughtName(String name, int requests, Instant last) {}
