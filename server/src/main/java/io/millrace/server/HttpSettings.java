package io.millrace.server;

import io.millrace.server.route.Limits;
import java.net.URI;
import java.time.Duration;

/**
 * How the server listens.
 *
 * @param host the address it binds to; loopback unless somebody decided otherwise
 * @param port 0 takes a free one
 * @param publicUrl where people and tools reach it
 * @param behindProxy whether {@code Forwarded} and {@code X-Forwarded-*} are believed; only right when every request comes
 *     through a proxy that sets them
 * @param maxConnections more are left waiting in the socket's queue
 * @param headerBytes the most a request's line and headers take
 * @param idleTimeout after which a silent connection is closed
 * @param stopTimeout how long running requests may take to finish when the server stops
 */
public record HttpSettings(
        String host,
        int port,
        URI publicUrl,
        boolean behindProxy,
        int maxConnections,
        int headerBytes,
        Duration idleTimeout,
        Duration stopTimeout,
        Limits limits) {
    /** Everything as it is when nobody says otherwise. */
    public static HttpSettings of(String host, int port, URI publicUrl) {
        return new HttpSettings(
                host,
                port,
                publicUrl,
                false,
                4096,
                16 * 1024,
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Limits.DEFAULT);
    }

    /** The same behind a proxy, or not; see {@code behindProxy}. */
    public HttpSettings withBehindProxy(boolean changed) {
        return new HttpSettings(
                host, port, publicUrl, changed, maxConnections, headerBytes, idleTimeout, stopTimeout, limits);
    }

    /** The same with another bound on stopping. */
    public HttpSettings withStopTimeout(Duration changed) {
        return new HttpSettings(
                host, port, publicUrl, behindProxy, maxConnections, headerBytes, idleTimeout, changed, limits);
    }

    public HttpSettings withLimits(Limits changed) {
        return new HttpSettings(
                host, port, publicUrl, behindProxy, maxConnections, headerBytes, idleTimeout, stopTimeout, changed);
    }
}
