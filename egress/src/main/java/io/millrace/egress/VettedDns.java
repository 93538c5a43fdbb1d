package io.millrace.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/**
 * The look-up of one call. OkHttp connects only to what this returns, so nothing is resolved a second time.
 *
 * <p>OkHttp shares pooled connections between calls whose {@code Dns} are equal (host and port are compared separately). Two of
 * these are equal when they have the same standing: a connection that was opened for this server's own catcher must not carry
 * a call that the guard would have refused.
 */
final class VettedDns implements Dns {
    private final AddressGuard guard;
    private final AddressGuard.Standing standing;
    private final int port;
    private final Deadline deadline;

    VettedDns(AddressGuard guard, AddressGuard.Standing standing, int port, Deadline deadline) {
        this.guard = guard;
        this.standing = standing;
        this.port = port;
        this.deadline = deadline;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        return guard.resolve(standing, host, port, deadline);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VettedDns that && that.standing == standing && that.guard == guard;
    }

    @Override
    public int hashCode() {
        return standing.hashCode();
    }
}
