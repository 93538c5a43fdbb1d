package io.millrace.core.access;

import com.github.benmanes.caffeine.cache.Cache;
import io.millrace.core.shared.Caches;
import io.millrace.core.shared.Cursor;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.sdk.Sensitive;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * API tokens: {@code mr_} and 43 letters and digits. They belong to the installation, not to the person who made them.
 *
 * <p>A token found is believed for five seconds, so that a busy client costs one look-up in that time; revoking it here
 * ends that at once, on other nodes within the five seconds.
 */
public final class Tokens {
    /** How every token starts. */
    public static final String START = "mr_";

    /** The most tokens an installation can have. */
    public static final int MAX = 1_000;

    private static final Cursor CURSOR = new Cursor("tokens");
    private static final int MAX_NAME_LENGTH = 100;
    private static final int KEPT = 10_000;
    private static final Duration BELIEVED = Duration.ofSeconds(5);
    private static final Duration LAST_USED_STEP = Duration.ofMinutes(1);
    private static final Pattern FORM = Pattern.compile("mr_[0-9A-Za-z]{32,200}");
    private static final String BOOTSTRAP = "bootstrap";

    private final TokenStore store;
    private final Ids ids;
    private final InstantSource clock;
    private final Cache<String, Believed> believed;
    /** Grows when tokens stop working; what was looked up before is not believed after. */
    private final AtomicLong revocations = new AtomicLong();

    private record Believed(Token token, long revocations) {}

    Tokens(TokenStore store, Ids ids, InstantSource clock) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.believed = Caches.newBuilder()
                .maximumSize(KEPT)
                .expireAfterWrite(BELIEVED)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /**
     * Makes a token; its secret is shown this once.
     *
     * @param maker nobody can give a token more than their own role
     * @param expires when it stops working, in the future; empty for never
     * @throws MillraceException {@code input_invalid}, {@code forbidden}, or {@code conflict} when the name is taken
     */
    public CreatedToken create(Principal maker, String name, Role role, Optional<Instant> expires) {
        if (role.compareTo(maker.role()) > 0) {
            throw new MillraceException(
                    ErrorCode.FORBIDDEN,
                    "As " + maker.role().code() + " you cannot make a token with the role " + role.code() + ".");
        }
        Instant now = clock.instant();
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new MillraceException(
                    ErrorCode.INPUT_INVALID,
                    "A token needs a name of at most " + MAX_NAME_LENGTH + " characters that says what uses it.");
        }
        if (expires.filter(end -> !end.isAfter(now)).isPresent()) {
            throw new MillraceException(ErrorCode.INPUT_INVALID, "The token would have expired already.");
        }
        if (store.count() >= MAX) {
            throw new MillraceException(
                    ErrorCode.CONFLICT, "There are " + MAX + " tokens, the most there can be. Revoke one first.");
        }
        String secret = START + Secrets.base62();
        Token token = new Token(ids.next(), Secrets.hash(secret), name.strip(), role, now, Optional.empty(), expires);
        if (!store.insert(token)) {
            throw new MillraceException(ErrorCode.CONFLICT, "There is a token named '" + token.name() + "' already.");
        }
        return new CreatedToken(TokenView.of(token), Sensitive.of(secret));
    }

    /**
     * Tokens in the order they were made.
     *
     * @param cursor {@code next} of the page before; {@code null} for the first page
     */
    public Page<TokenView> list(@Nullable String cursor, int limit) {
        long after = cursor == null ? 0 : CURSOR.read(cursor, key -> Ids.parse(Token.PREFIX, key));
        return Page.of(store.list(after, limit + 1), limit, token -> CURSOR.write(Ids.text(Token.PREFIX, token.id())))
                .map(TokenView::of);
    }

    /** @throws MillraceException {@code not_found} */
    public void revoke(String id) {
        long number = Ids.parse(Token.PREFIX, id).orElseThrow(() -> MillraceException.notFound("token", id));
        boolean deleted = store.delete(number);
        revocations.incrementAndGet();
        if (!deleted) {
            throw MillraceException.notFound("token", id);
        }
    }

    Optional<Principal> principal(String secret) {
        if (!FORM.matcher(secret).matches()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        long revoked = revocations.get();
        String hash = Secrets.hash(secret);
        Believed known = believed.getIfPresent(hash);
        if (known == null || known.revocations() < revoked) {
            known = believed.asMap().compute(hash, (same, meanwhile) -> find(hash, meanwhile, revoked));
        }
        return Optional.ofNullable(known)
                .map(Believed::token)
                .filter(token -> !token.expired(now))
                .map(Token::principal);
    }

    /**
     * Makes sure that the token an operator configured works, and that an earlier one does not any more.
     *
     * @throws MillraceException {@code configuration_invalid} when it has not the form of a token
     */
    void bootstrap(String secret) {
        if (!FORM.matcher(secret).matches()) {
            throw new MillraceException(
                    ErrorCode.CONFIGURATION_INVALID,
                    "The token to start with, MILLRACE_BOOTSTRAP_TOKEN, must be 'mr_' and 32 to 200 letters and digits, chosen at random.");
        }
        String hash = Secrets.hash(secret);
        if (store.findByHash(hash).isPresent()) {
            return;
        }
        store.findByName(BOOTSTRAP).ifPresent(old -> store.delete(old.id()));
        revocations.incrementAndGet();
        store.insert(new Token(
                ids.next(), hash, BOOTSTRAP, Role.OWNER, clock.instant(), Optional.empty(), Optional.empty()));
    }

    /** @param revoked how many revocations there were before anything is looked up */
    private @Nullable Believed find(String hash, @Nullable Believed meanwhile, long revoked) {
        if (meanwhile != null && meanwhile.revocations() >= revoked) {
            return meanwhile;
        }
        Optional<Token> found = store.findByHash(hash);
        Instant now = clock.instant();
        found.filter(token -> !token.expired(now))
                .filter(token -> token.lastUsed()
                        .map(last -> !now.isBefore(last.plus(LAST_USED_STEP)))
                        .orElse(true))
                .ifPresent(token -> store.setLastUsed(token.id(), now));
        return found.map(token -> new Believed(token, revoked)).orElse(null);
    }
}
