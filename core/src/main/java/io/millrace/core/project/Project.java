package io.millrace.core.project;

import java.time.Instant;

/**
 * A tenant's place.
 *
 * @param id a slug, for ever the same
 * @param name what people read; at most {@value Projects#MAX_NAME_LENGTH} characters
 * @param revision 1 for a new one, one more with every change
 */
public record Project(String id, String name, Instant created, long revision) {}
