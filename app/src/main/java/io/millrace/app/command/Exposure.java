package io.millrace.app.command;

import io.millrace.app.config.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an operator should know about a server that other machines can reach. */
final class Exposure {
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    private Exposure() {}

    /** @param url what links start with */
    static List<String> warnings(Settings.Server server, URI url) {
        List<String> warnings = new ArrayList<>();
        if (THIS_MACHINE.contains(server.host())) {
            return warnings;
        }
        if (server.publicUrl().isEmpty()) {
            warnings.add("Other machines can reach this server, but links and webhook addresses start with " + url
                    + ". Say with --public-url (server.public_url) which address they use.");
        }
        if (!"https".equals(url.getScheme())) {
            warnings.add(
                    "It speaks plain HTTP: passwords and tokens can be read on their way. Let a proxy with TLS take"
                            + " the requests, and give its https address as --public-url.");
        }
        return warnings;
    }
}
