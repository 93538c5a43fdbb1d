package io.millrace.core.access;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.Sensitive;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tells who makes a request, and lets people in and out.
 *
 * <p>A session ends 24 hours after it was last used and 30 days after signing in, whichever comes first: somebody who
 * works with it daily signs in once a month, a forgotten browser is out the next day. Roles are read at every request, so
 * a change holds at once.
 */
public final class Access {
    /** A session not used for this long ends. */
    public static final Duration IDLE = Duration.ofHours(24);

    /** A session ends this long after signing in, however much it is used. */
    public static final Duration LIFETIME = Duration.ofDays(30);

    private static final Duration LAST_SEEN_STEP = Duration.ofMinutes(1);
    private static final int COOKIE_LENGTH = 43;
    private static final Duration HASHING_PATIENCE = Duration.ofSeconds(2);

    private final UserStore userStore;
    private final SessionStore sessions;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final InstantSource clock;
    private final Users users;
    private final Tokens tokens;
    private final SetUp setUp;

    /** @param setUpToken what the set-up link carries, derived for {@link SetUp#PURPOSE} */
    public Access(
            UserStore userStore,
            TokenStore tokenStore,
            SessionStore sessions,
            String setUpToken,
            Ids ids,
            InstantSource clock) {
        this(userStore, tokenStore, sessions, setUpToken, ids, clock, new Passwords(hashesAtOnce(), HASHING_PATIENCE));
    }

    Access(
            UserStore userStore,
            TokenStore tokenStore,
            SessionStore sessions,
            String setUpToken,
            Ids ids,
            InstantSource clock,
            Passwords passwords) {
        this.userStore = userStore;
        this.sessions = sessions;
        this.passwords = passwords;
        this.clock = clock;
        this.throttle = new LoginThrottle(clock);
        this.users = new Users(userStore, sessions, passwords, ids, clock);
        this.tokens = new Tokens(tokenStore, ids, clock);
        this.setUp = new SetUp(setUpToken, users, tokens);
    }

    public Users users() {
        return users;
    }

    public Tokens tokens() {
        return tokens;
    }

    public SetUp setUp() {
        return setUp;
    }

    /** Who holds an API token. Cheap for tokens seen in the last seconds and for texts that are none. */
    public Optional<Principal> byToken(String bearer) {
        return tokens.principal(bearer);
    }

    /** The session of a cookie, kept alive by this call. */
    public Optional<Session> bySession(String cookie) {
        if (cookie.length() != COOKIE_LENGTH) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return sessions.find(Secrets.hash(cookie))
                .filter(stored -> now.isBefore(end(stored)))
                .flatMap(stored -> userStore.find(stored.user()).map(user -> {
                    if (!now.isBefore(stored.lastSeen().plus(LAST_SEEN_STEP))) {
                        sessions.setLastSeen(stored.hash(), now);
                    }
                    return session(cookie, user, stored);
                }));
    }

    /**
     * Signs a person in.
     *
     * @param address the IP address of the client, for throttling
     * @throws MillraceException {@code unauthenticated} when there is no such account or the password is wrong, which it
     *     does not tell apart; {@code too_many_requests}; {@code overloaded}
     */
    public SignedIn signIn(String email, String password, String address) {
        String account = Emails.normal(email);
        throttle.admit(account, address);
        User user = authenticate(account, password)
                .orElseThrow(() -> new MillraceException(
                        ErrorCode.UNAUTHENTICATED, "The e-mail address or the password is wrong."));
        throttle.succeeded(account, address);
        if (passwords.outdated(user.passwordHash())) {
            userStore.setPasswordHash(user.id(), passwords.hash(account, password));
        }
        return newSession(user);
    }

    /** Ends a session; does nothing when there is none. */
    public void signOut(String cookie) {
        sessions.delete(Secrets.hash(cookie));
    }

    private Optional<User> authenticate(String account, String password) {
        Optional<User> user = userStore.findByEmail(account);
        if (user.isEmpty()) {
            passwords.pretend(password);
        }
        return user.filter(known -> passwords.matches(password, known.passwordHash()));
    }

    private SignedIn newSession(User user) {
        Instant now = clock.instant();
        sessions.deleteEnded(now.minus(LIFETIME), now.minus(IDLE));
        String cookie = Secrets.base64url();
        StoredSession stored = new StoredSession(Secrets.hash(cookie), user.id(), now, now);
        sessions.insert(stored);
        return new SignedIn(Sensitive.of(cookie), session(cookie, user, stored));
    }

    private static Session session(String cookie, User user, StoredSession stored) {
        return new Session(
                user.principal(),
                Secrets.hash("csrf " + cookie),
                stored.created().plus(LIFETIME));
    }

    private static Instant end(StoredSession stored) {
        Instant idle = stored.lastSeen().plus(IDLE);
        Instant last = stored.created().plus(LIFETIME);
        return idle.isBefore(last) ? idle : last;
    }

    private static int hashesAtOnce() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
    }
}
