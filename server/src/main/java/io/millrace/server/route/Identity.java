package io.millrace.server.route;

import io.millrace.core.access.Principal;
import java.util.Optional;

/** Turns what a request shows into who it is from. Asked on every guarded request, by many threads. */
public interface Identity {
    /** @param token the whole text after {@code Bearer} */
    Optional<Principal> byToken(String token);

    /** @param cookie the value of the session cookie */
    Optional<Session> bySession(String cookie);

    /**
     * A signed-in person.
     *
     * @param cookie the value that brought it
     * @param csrf what {@code X-CSRF-Token} must hold on every change
     */
    record Session(Principal principal, String cookie, String csrf) {}
}
