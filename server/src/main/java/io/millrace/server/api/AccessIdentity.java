package io.millrace.server.api;

import io.millrace.core.access.Access;
import io.millrace.core.access.Principal;
import io.millrace.server.route.Identity;
import java.util.Optional;

/** Knows people and programs by the installation's own users, sessions and tokens. */
public record AccessIdentity(Access access) implements Identity {
    @Override
    public Optional<Principal> byToken(String token) {
        return access.byToken(token);
    }

    @Override
    public Optional<Session> bySession(String cookie) {
        return access.bySession(cookie).map(session -> new Session(session.principal(), cookie, session.csrf()));
    }
}
