package io.millrace.server.route;

import java.time.Duration;

/**
 * What requests may take of this server together.
 *
 * @param concurrentRequests the most handlers at work at the same time
 * @param patience how long a request waits for its turn before it is answered 503
 * @param bodyMemory bytes that all bodies being read may hold together
 * @param bytesPerSecond what a body must arrive with on average once the grace is over
 * @param grace how long nobody asks how fast a body arrives
 * @param streams the most live streams
 * @param heartbeat the pause after which a silent stream writes a comment
 */
public record Limits(
        int concurrentRequests,
        Duration patience,
        long bodyMemory,
        int bytesPerSecond,
        Duration grace,
        int streams,
        Duration heartbeat) {
    public static final Limits DEFAULT = new Limits(
            1024, Duration.ofSeconds(2), 128L << 20, 1024, Duration.ofSeconds(10), 1000, Duration.ofSeconds(15));
}
