package io.millrace.core.event;

import java.time.Instant;

/**
 * A stored event as lists show it. What it carried may be large, so only its size is told.
 *
 * @param executions how many it has started, replays included
 * @param size of its data, in bytes of JSON text
 */
public record EventSummary(long id, String type, String source, Instant time, int executions, long size) {}
