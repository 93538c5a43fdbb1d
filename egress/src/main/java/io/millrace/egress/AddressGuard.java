package io.millrace.egress;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Decides where a call may go. Names are resolved here, once, and only the addresses that passed are handed on. */
final class AddressGuard implements AutoCloseable {
    /** On whose word an address is reachable; connections are shared only between calls of the same kind. */
    enum Standing {
        /** The address rules decide. */
        GUARDED,
        /** The operator named the host. */
        NAMED,
        /** It is a part of this server that tools may call. */
        OWN
    }

    private final AllowList allowed;
    private final List<HttpUrl> own;
    private final NameLookup names;

    AddressGuard(List<String> allow, List<URI> own, NameResolver resolver) {
        this.allowed = new AllowList(allow);
        this.own = own.stream().map(AddressGuard::ownAddress).toList();
        this.names = new NameLookup(resolver);
    }

    private static HttpUrl ownAddress(URI address) {
        HttpUrl url = HttpUrl.parse(address.toString());
        if (url == null) {
            throw new IllegalArgumentException("This server's own address is not an HTTP address: " + address);
        }
        return url;
    }

    Standing standing(HttpUrl url) {
        if (own.stream().anyMatch(prefix -> isBelow(url, prefix))) {
            return Standing.OWN;
        }
        return standing(HostName.withoutRootDot(url.host()), url.port());
    }

    private Standing standing(String host, int port) {
        return allowed.names(host, port) ? Standing.NAMED : Standing.GUARDED;
    }

    private static boolean isBelow(HttpUrl url, HttpUrl prefix) {
        String path = prefix.encodedPath();
        String folder = path.endsWith("/") ? path : path + "/";
        return url.scheme().equals(prefix.scheme())
                && url.host().equals(prefix.host())
                && url.port() == prefix.port()
                && (url.encodedPath().startsWith(folder) || url.encodedPath().equals(path));
    }

    /**
     * Vets a host that is an address by itself. OkHttp connects to those without asking any {@code Dns}, so this must come
     * before every request.
     *
     * @throws RefusedAddressException when it may not be reached
     */
    void vetLiteral(Standing standing, String host, int port) throws RefusedAddressException {
        if (HostName.oddAddress(host)) {
            throw new RefusedAddressException(
                    "The host " + host
                            + " is a number or an address in an unusual spelling. Write the address as four decimal numbers, such as 203.0.113.7.");
        }
        Optional<InetAddress> literal = Network.literal(host);
        if (literal.isPresent()) {
            vetted(standing, host, port, List.of(literal.get()));
        }
    }

    /** The addresses of a host that may be reached; at least one. */
    List<InetAddress> resolve(Standing standing, String host, int port, Deadline deadline) throws UnknownHostException {
        return vetted(standing, host, port, names.addressesOf(host, deadline));
    }

    /** The addresses to which a socket may be opened; at least one. */
    List<InetAddress> resolve(String host, int port, Deadline deadline) throws UnknownHostException {
        Standing standing = standing(host, port);
        vetLiteral(standing, host, port);
        Optional<InetAddress> literal = Network.literal(host);
        return literal.isPresent() ? List.of(literal.get()) : resolve(standing, host, port, deadline);
    }

    private List<InetAddress> vetted(Standing standing, String host, int port, List<InetAddress> addresses)
            throws RefusedAddressException {
        if (standing != Standing.GUARDED) {
            return addresses;
        }
        List<InetAddress> passed = new ArrayList<>();
        List<String> objections = new ArrayList<>();
        for (InetAddress address : addresses) {
            Optional<String> objection = AddressRules.objection(address);
            if (objection.isEmpty() || allowed.allows(address, port)) {
                passed.add(address);
            } else {
                objections.add(address.getHostAddress() + " (" + objection.get() + ")");
            }
        }
        if (passed.isEmpty()) {
            throw new RefusedAddressException(refusal(host, objections));
        }
        return passed;
    }

    private static String refusal(String host, List<String> objections) {
        return "The host " + host + " is not public and is refused: " + String.join(", ", objections)
                + ". To permit it, the operator adds the host or the address to egress.allow in the configuration.";
    }

    @Override
    public void close() {
        names.close();
    }
}
