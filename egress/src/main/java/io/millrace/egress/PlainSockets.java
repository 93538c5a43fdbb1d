package io.millrace.egress;

import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.ToolException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/** Opens sockets to vetted addresses for protocols that are not HTTP, such as mail. */
final class PlainSockets {
    private final AddressGuard guard;
    private final Duration connectTimeout;

    PlainSockets(AddressGuard guard, Duration connectTimeout) {
        this.guard = guard;
        this.connectTimeout = connectTimeout;
    }

    /** Tries the host's addresses in turn until the deadline. */
    Socket open(String host, int port, Deadline deadline) throws ToolException {
        String name = HostName.canonical(host.strip()).orElse(host.strip());
        if (port < 1 || port > 65_535 || name.isEmpty() || name.length() > 253) {
            throw new ToolException(
                    ErrorClass.VALIDATION, "There is no host or port to connect to; check the connection's settings.");
        }
        String who = name + " on port " + port;
        CallTrace trace = new CallTrace();
        try {
            List<InetAddress> addresses = guard.resolve(name, port, deadline);
            trace.connecting();
            return connect(addresses, port, deadline);
        } catch (IOException e) {
            throw Failures.of(e, who, trace, deadline);
        }
    }

    private Socket connect(List<InetAddress> addresses, int port, Deadline deadline) throws IOException {
        IOException failure = new UnknownHostException("no address");
        for (InetAddress address : addresses) {
            long millis = Math.min(connectTimeout.toMillis(), deadline.remainingNanos() / 1_000_000);
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), (int) Math.max(1, millis));
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }
}
