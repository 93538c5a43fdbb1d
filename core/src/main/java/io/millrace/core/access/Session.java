package io.millrace.core.access;

import java.time.Instant;

/**
 * A signed-in browser.
 *
 * @param csrf what unsafe requests of this session have to repeat in the header {@code X-CSRF-Token}; it follows from the
 *     cookie, so a site that cannot read the cookie cannot know it
 * @param expires when it ends at the latest
 */
public record Session(Principal principal, String csrf, Instant expires) {
    /** Leaves the token out. */
    @Override
    public String toString() {
        return "Session[" + principal + ", until " + expires + "]";
    }
}
