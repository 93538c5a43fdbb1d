package io.millrace.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns a host name into its addresses; may block for as long as the system's resolver does. */
@FunctionalInterface
interface NameResolver {
    /** The system's resolver, with the JDK's cache of 30 s. */
    NameResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    List<InetAddress> resolve(String host) throws UnknownHostException;
}
