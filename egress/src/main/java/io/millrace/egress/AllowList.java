package io.millrace.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operator's exceptions, read from the configuration key {@code egress.allow}. */
final class AllowList {
    private static final int ANY_PORT = -1;

    private record NamedHost(String host, int port) {}

    private record AllowedNetwork(Network network, int port) {}

    private final List<NamedHost> hosts = new ArrayList<>();
    private final List<AllowedNetwork> networks = new ArrayList<>();

    /** @throws IllegalArgumentException naming the entry that is neither a network, nor an address, nor a host */
    AllowList(List<String> entries) {
        entries.forEach(this::add);
    }

    /** @throws IllegalArgumentException as the constructor does */
    static void requireReadable(List<String> entries) {
        entries.forEach(new AllowList(List.of())::add);
    }

    private void add(String entry) {
        String text = entry.strip();
        Optional<Network> network = Network.parse(text);
        if (network.isPresent()) {
            networks.add(new AllowedNetwork(network.get(), ANY_PORT));
            return;
        }
        int colon = text.lastIndexOf(':');
        boolean withPort = colon > 0 && text.substring(colon + 1).matches("\\d{1,5}");
        int port = withPort ? Integer.parseInt(text.substring(colon + 1)) : ANY_PORT;
        String host = withPort ? text.substring(0, colon) : text;
        if (withPort && (port < 1 || port > 65_535)) {
            throw unreadable(entry);
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        Optional<Network> address = host.contains("/") ? Optional.empty() : Network.parse(host);
        if (address.isPresent()) {
            networks.add(new AllowedNetwork(address.get(), port));
            return;
        }
        String name = HostName.canonical(host)
                .filter(canonical -> !canonical.contains("*"))
                .orElseThrow(() -> unreadable(entry));
        hosts.add(new NamedHost(name, port));
    }

    private static IllegalArgumentException unreadable(String entry) {
        return new IllegalArgumentException(
                "egress.allow holds \"" + entry
                        + "\", which is not a network (10.1.0.0/16), address, host name or host:port. Host names are exact; there are no wildcards.");
    }

    /** Whether the operator named this host, so that any address it has is meant. */
    boolean names(String host, int port) {
        return hosts.stream().anyMatch(named -> named.host().equals(host) && matches(named.port(), port));
    }

    /** Whether the operator allowed this address. */
    boolean allows(InetAddress address, int port) {
        return networks.stream()
                .anyMatch(allowed -> allowed.network().contains(address) && matches(allowed.port(), port));
    }

    private static boolean matches(int allowed, int port) {
        return allowed == ANY_PORT || allowed == port;
    }
}
