package io.millrace.server.route;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client still sends after it was answered that its body is too large. Closing a connection with unread bytes
 * resets it, and the client may never see why; so they are taken in and thrown away for a while (RFC 9112, 9.6).
 */
final class Remainder {
    private static final Logger log = LoggerFactory.getLogger(Remainder.class);
    private static final int CHUNK = 16 * 1024;
    private static final int MOST_BYTES = 8 << 20;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** A client that sends nothing for so long waits for us to close. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(1);

    private Remainder() {}

    /** Whether there is one to wait for: a client that asks before it sends is not asked to. */
    static boolean isExpected(Request request) {
        return !request.getHeaders().contains(HttpHeader.EXPECT);
    }

    /** Reads until the end of the body or until the patience is over; the connection cannot be used any more. */
    static void discard(Request request) {
        request.getConnectionMetaData().getConnection().getEndPoint().setIdleTimeout(LONGEST_SILENCE.toMillis());
        long end = System.nanoTime() + LONGEST.toNanos();
        InputStream input = Content.Source.asInputStream(request);
        byte[] chunk = new byte[CHUNK];
        int discarded = 0;
        try {
            int count = input.read(chunk);
            while (count >= 0 && discarded < MOST_BYTES && System.nanoTime() < end) {
                discarded += count;
                count = input.read(chunk);
            }
        } catch (IOException e) {
            log.debug("The rest of a body that is too large did not come", e);
        }
    }
}
