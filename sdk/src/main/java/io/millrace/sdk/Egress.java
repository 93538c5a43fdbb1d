package io.millrace.sdk;

import java.net.Socket;
import java.time.Duration;

/**
 * The one way out. Every address is resolved once and vetted, private networks are refused unless the configuration key
 * {@code egress.allow} names them, answers are bounded, and one deadline covers the whole call.
 */
public interface Egress {
    /**
     * Sends one HTTP request and reads the whole answer, whatever its status.
     *
     * @throws ToolException {@code network} when nothing was sent, {@code timeout} when no complete answer came,
     *     {@code validation} when the address is refused, the URL is malformed or the answer is larger than allowed
     */
    HttpAnswer send(HttpCall call) throws ToolException;

    /**
     * Opens a plain socket to a vetted address, for protocols that are not HTTP. The caller closes it.
     *
     * @throws ToolException {@code network} when it cannot be reached, {@code validation} when the address is refused
     */
    Socket open(String host, int port, Duration timeout) throws ToolException;
}
