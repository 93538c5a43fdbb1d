package io.millrace.core.access;

import io.millrace.core.shared.Ids;
import java.time.Instant;

/**
 * A person who may sign in, as stored.
 *
 * @param email in lower case, unique
 * @param passwordHash in the PHC form, see {@link Passwords}
 */
public record User(long id, String email, String passwordHash, Role role, Instant created) {
    static final String PREFIX = "usr";

    Principal principal() {
        return new Principal(Ids.text(PREFIX, id), email, role);
    }

    /** Leaves the hash out. */
    @Override
    public String toString() {
        return "User[" + Ids.text(PREFIX, id) + ", " + email + ", " + role.code() + "]";
    }
}
