package io.millrace.server.route;

import io.millrace.core.access.Principal;
import io.millrace.core.access.Role;
import java.util.Optional;

/** Knows a token and a session per role: {@code Bearer mr_viewer}, or the cookie {@code viewer} with the token {@code csrf-viewer}. */
public final class FakeIdentity implements Identity {
    @Override
    public Optional<Principal> byToken(String token) {
        return token.startsWith("mr_") ? principal(token.substring(3)) : Optional.empty();
    }

    @Override
    public Optional<Session> bySession(String cookie) {
        return principal(cookie).map(principal -> new Session(principal, cookie, "csrf-" + cookie));
    }

    private static Optional<Principal> principal(String role) {
        for (Role each : Role.values()) {
            if (each.code().equals(role)) {
                return Optional.of(new Principal("tok_" + role, role, each));
            }
        }
        return Optional.empty();
    }
}
