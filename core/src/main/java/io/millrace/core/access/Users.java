package io.millrace.core.access;

import io.millrace.core.shared.Cursor;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The people who may sign in. A new password ends all sessions of its user. */
public final class Users {
    private static final Cursor CURSOR = new Cursor("users");

    private final UserStore store;
    private final SessionStore sessions;
    private final Passwords passwords;
    private final Ids ids;
    private final InstantSource clock;

    Users(UserStore store, SessionStore sessions, Passwords passwords, Ids ids, InstantSource clock) {
        this.store = store;
        this.sessions = sessions;
        this.passwords = passwords;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws MillraceException {@code input_invalid}; {@code conflict} when the address is taken */
    public UserView create(String email, String password, Role role) {
        User user = make(email, password, role);
        if (!store.insert(user)) {
            throw new MillraceException(
                    ErrorCode.CONFLICT, "There is a user with the e-mail address '" + user.email() + "' already.");
        }
        return UserView.of(user);
    }

    /**
     * Users by e-mail address.
     *
     * @param cursor {@code next} of the page before; {@code null} for the first page
     */
    public Page<UserView> list(@Nullable String cursor, int limit) {
        String after = cursor == null ? null : CURSOR.read(cursor, Emails::read);
        return Page.of(store.list(after, limit + 1), limit, user -> CURSOR.write(user.email()))
                .map(UserView::of);
    }

    /** @throws MillraceException {@code not_found}; {@code conflict} for the last owner */
    public void delete(String id) {
        long number = Ids.parse(User.PREFIX, id).orElseThrow(() -> MillraceException.notFound("user", id));
        if (store.find(number).isEmpty()) {
            throw MillraceException.notFound("user", id);
        }
        if (!store.deleteUnlessLastOwner(number)) {
            throw new MillraceException(
                    ErrorCode.CONFLICT,
                    "This is the last owner. Make somebody else an owner before deleting this one.");
        }
        sessions.deleteOf(number);
    }

    /**
     * Gives a signed-in person a new password.
     *
     * @throws MillraceException {@code unauthenticated} when the present password is another; {@code input_invalid}
     */
    public void changePassword(Principal person, String present, String next) {
        User user = Ids.parse(User.PREFIX, person.id())
                .flatMap(store::find)
                .orElseThrow(() -> MillraceException.notFound("user", person.id()));
        if (!passwords.matches(present, user.passwordHash())) {
            throw new MillraceException(ErrorCode.UNAUTHENTICATED, "The present password is another one.");
        }
        setPassword(user, next);
    }

    /** Gives somebody a new password without the old one: for the command line of the server. */
    public void resetPassword(String email, String next) {
        setPassword(
                store.findByEmail(Emails.normal(email)).orElseThrow(() -> MillraceException.notFound("user", email)),
                next);
    }

    boolean none() {
        return store.isEmpty();
    }

    /** Makes the first owner. @return false when there is a user already */
    boolean createFirst(String email, String password) {
        return store.isEmpty() && store.insertFirst(make(email, password, Role.OWNER));
    }

    private void setPassword(User user, String next) {
        store.setPasswordHash(user.id(), passwords.hash(user.email(), next));
        sessions.deleteOf(user.id());
    }

    private User make(String email, String password, Role role) {
        String address = Emails.check(email);
        return new User(ids.next(), address, passwords.hash(address, password), role, clock.instant());
    }
}
