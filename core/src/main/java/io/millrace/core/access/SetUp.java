package io.millrace.core.access;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.util.Optional;

/**
 * The first start: an installation without users lets whoever holds the set-up token make the first owner, once.
 *
 * <p>The token follows from the installation's keys and is stored nowhere. So it is the same at every start and on every
 * node and can be printed until it is used, and there is no file with it to be found. It is worth nothing once there is a
 * user: making the first one and there being none is checked in one statement.
 */
public final class SetUp {
    /** What the token is derived for, to be given to the keyring. */
    public static final String PURPOSE = "set-up token";

    private final String token;
    private final Users users;
    private final Tokens tokens;

    SetUp(String token, Users users, Tokens tokens) {
        this.token = token;
        this.users = users;
        this.tokens = tokens;
    }

    /** The token for the set-up link, while it is of use. */
    public Optional<String> pending() {
        return users.none() ? Optional.of(token) : Optional.empty();
    }

    /** Whether this is the token of the set-up link, while it is of use. */
    public boolean isLink(String given) {
        return pending().filter(expected -> Secrets.same(given, expected)).isPresent();
    }

    /**
     * Makes the first owner.
     *
     * @throws MillraceException {@code forbidden} when the token is wrong, {@code conflict} when there is a user already,
     *     {@code input_invalid} when the address or the password is refused
     */
    public void complete(String given, String email, String password) {
        if (!Secrets.same(given, token)) {
            throw new MillraceException(
                    ErrorCode.FORBIDDEN,
                    "This is not the set-up link of this installation. The server prints it at start.");
        }
        if (!users.createFirst(email, password)) {
            throw new MillraceException(ErrorCode.CONFLICT, "This installation is set up already. Sign in instead.");
        }
    }

    /**
     * Sets up without a person. May be called at every start: users that exist stay as they are, and the token replaces
     * the one that was given before.
     *
     * @throws MillraceException {@code configuration_invalid}
     */
    public void bootstrap(Bootstrap wanted) {
        wanted.owner().ifPresent(this::bootstrap);
        wanted.token().ifPresent(secret -> tokens.bootstrap(secret.reveal()));
    }

    private void bootstrap(Bootstrap.Owner owner) {
        try {
            users.createFirst(owner.email(), owner.password().reveal());
        } catch (MillraceException e) {
            if (e.code() != ErrorCode.INPUT_INVALID) {
                throw e;
            }
            throw new MillraceException(
                    ErrorCode.CONFIGURATION_INVALID,
                    "The first user, MILLRACE_BOOTSTRAP_EMAIL and MILLRACE_BOOTSTRAP_PASSWORD, is refused. "
                            + e.getMessage(),
                    e);
        }
    }
}
