package io.millrace.core.connection;

import com.github.benmanes.caffeine.cache.Cache;
import io.millrace.core.connection.StoredVariable.Content;
import io.millrace.core.connection.StoredVariable.Plain;
import io.millrace.core.connection.StoredVariable.Secret;
import io.millrace.core.shared.Caches;
import io.millrace.core.shared.Cursor;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.sdk.Sensitive;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A project's values for expressions: plain ones as {@code vars.NAME}, secret ones as {@code secrets.NAME}, which can be
 * written and used but not read back.
 *
 * <p>The variables of a project are kept in memory, secret ones encrypted, and used only while the project's revision is
 * the same. A change made here is seen at once; one made on another node within {@link RecentRevisions#MAX_AGE}, 250 ms.
 */
public final class Variables {
    /** The most variables one project can have. */
    public static final int MAX_PER_PROJECT = 1_000;

    /** The longest value, as UTF-8 JSON. */
    public static final int MAX_VALUE_BYTES = 64 << 10;

    /** The longest name, in characters. */
    public static final int MAX_NAME_LENGTH = 100;

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Cursor CURSOR = new Cursor("variables");
    private static final int PROJECTS_KEPT = 256;

    private final VariableStore store;
    private final Keyring keyring;
    private final VariableUses uses;
    private final InstantSource clock;
    private final RecentRevisions revisions;
    private final Cache<String, Known> known =
            Caches.newBuilder().maximumSize(PROJECTS_KEPT).build();

    /** All variables of a project as of one revision. */
    private record Known(long revision, Map<String, @Nullable Object> plain, Map<String, Sealed> secret) {}

    public Variables(VariableStore store, Keyring keyring, VariableUses uses, InstantSource clock) {
        this.store = store;
        this.keyring = keyring;
        this.uses = uses;
        this.clock = clock;
        this.revisions = new RecentRevisions(store::revision, clock);
    }

    /**
     * Makes or changes a variable.
     *
     * @param value a JSON value; a text when it is secret
     * @param ifMatch the revision the caller saw; 0 when there must be none yet; empty to overwrite whatever there is
     * @throws MillraceException {@code input_invalid}, {@code precondition_failed}, or {@code conflict} when the project is
     *     full
     */
    public VariableView put(String project, String name, @Nullable Object value, boolean secret, OptionalLong ifMatch) {
        checkName(name);
        checkValue(name, value, secret);
        Optional<StoredVariable> existing = store.find(project, name);
        requireRevision(name, existing, ifMatch);
        if (existing.isEmpty() && store.count(project) >= MAX_PER_PROJECT) {
            throw new MillraceException(
                    ErrorCode.CONFLICT,
                    "The project has " + MAX_PER_PROJECT + " variables, the most there can be. Delete one first.");
        }
        Instant now = clock.instant();
        StoredVariable next = new StoredVariable(
                project,
                name,
                content(project, name, value, secret),
                existing.map(StoredVariable::created).orElse(now),
                now,
                existing.map(StoredVariable::revision).orElse(0L) + 1);
        if (!store.write(next)) {
            throw existing.isEmpty() ? existsAlready(name) : changedMeanwhile(name);
        }
        revisions.changed(project);
        return VariableView.of(next);
    }

    public Optional<VariableView> get(String project, String name) {
        return store.find(project, name).map(VariableView::of);
    }

    /**
     * Variables by name; of secret ones no value.
     *
     * @param cursor {@code next} of the page before; {@code null} for the first page
     * @param limit 1 to {@value Page#MAX_LIMIT}
     */
    public Page<VariableView> list(String project, @Nullable String cursor, int limit) {
        String after = cursor == null
                ? null
                : CURSOR.read(cursor, key -> Optional.of(key).filter(Variables::validName));
        return Page.of(store.list(project, after, limit + 1), limit, row -> CURSOR.write(row.name()))
                .map(VariableView::of);
    }

    /** @throws MillraceException {@code not_found}; {@code conflict} while workflows use it; {@code precondition_failed} */
    public void delete(String project, String name, OptionalLong ifMatch) {
        StoredVariable existing =
                store.find(project, name).orElseThrow(() -> MillraceException.notFound("variable", name));
        requireRevision(name, Optional.of(existing), ifMatch);
        List<String> workflows = uses.workflows(project, name);
        if (!workflows.isEmpty()) {
            throw new MillraceException(
                    ErrorCode.CONFLICT,
                    "The variable '" + name + "' is used by " + String.join(", ", workflows)
                            + ". Publish these workflows without it, or delete them, first.");
        }
        if (!store.delete(project, name, existing.revision())) {
            throw changedMeanwhile(name);
        }
        revisions.changed(project);
    }

    /** All plain variables by name; do not change the map. */
    public Map<String, @Nullable Object> plain(String project) {
        return known(project).plain();
    }

    /** One secret variable, decrypted for the caller. */
    public Optional<Sensitive> secret(String project, String name) {
        return Optional.ofNullable(known(project).secret().get(name))
                .map(ciphertext -> keyring.open(new SecretPlace.OfVariable(project, name), ciphertext));
    }

    /** The names of the plain variables, sorted. */
    public Set<String> plainNames(String project) {
        return known(project).plain().keySet();
    }

    /** The names of the secret variables, sorted. */
    public Set<String> secretNames(String project) {
        return known(project).secret().keySet();
    }

    /** The values of all secret variables of a project, for masking. */
    List<Sensitive> allSecrets(String project) {
        List<Sensitive> all = new ArrayList<>();
        known(project)
                .secret()
                .forEach((name, ciphertext) ->
                        all.add(keyring.open(new SecretPlace.OfVariable(project, name), ciphertext)));
        return all;
    }

    /** Says that a variable was changed by this node, though not through this class: a step's commit did it. */
    public void changed(String project) {
        revisions.changed(project);
    }

    /** Grows with every change of anything in the project that this keeps. */
    public long revision(String project) {
        return revisions.of(project);
    }

    private Known known(String project) {
        long revision = revisions.of(project);
        Known kept = known.getIfPresent(project);
        if (kept != null && kept.revision() == revision) {
            return kept;
        }
        // The revision was read before the rows: a change in between makes the next caller read them again.
        Known read = read(project, revision);
        known.put(project, read);
        return read;
    }

    private Known read(String project, long revision) {
        Map<String, @Nullable Object> plain = new TreeMap<>();
        Map<String, Sealed> secret = new TreeMap<>();
        for (StoredVariable stored : store.list(project, null, MAX_PER_PROJECT)) {
            switch (stored.content()) {
                case Plain(Object value) -> plain.put(stored.name(), value);
                case Secret(Sealed ciphertext) -> secret.put(stored.name(), ciphertext);
            }
        }
        return new Known(revision, Collections.unmodifiableMap(plain), Collections.unmodifiableMap(secret));
    }

    private Content content(String project, String name, @Nullable Object value, boolean secret) {
        return secret && value instanceof String text
                ? new Secret(keyring.seal(new SecretPlace.OfVariable(project, name), text))
                : new Plain(value);
    }

    private static void checkName(String name) {
        if (!validName(name)) {
            throw new MillraceException(
                    ErrorCode.INPUT_INVALID,
                    "A variable's name is capital letters, digits and underscores, starting with a letter, at most "
                            + MAX_NAME_LENGTH + " characters, such as 'SHEET_ID'.");
        }
    }

    private static boolean validName(String name) {
        return name.length() <= MAX_NAME_LENGTH && NAME.matcher(name).matches();
    }

    private static void checkValue(String name, @Nullable Object value, boolean secret) {
        if (secret && !(value instanceof String text && !text.isEmpty())) {
            throw new MillraceException(
                    ErrorCode.INPUT_INVALID,
                    "The value of the secret variable '" + name + "' must be a text, not empty.");
        }
        if (Json.writeBytes(value).length > MAX_VALUE_BYTES) {
            throw new MillraceException(
                    ErrorCode.INPUT_INVALID,
                    "The value of the variable '" + name + "' is longer than " + MAX_VALUE_BYTES + " bytes as JSON.");
        }
    }

    private static void requireRevision(String name, Optional<StoredVariable> existing, OptionalLong ifMatch) {
        long revision = existing.map(StoredVariable::revision).orElse(0L);
        if (ifMatch.isPresent() && ifMatch.getAsLong() != revision) {
            throw ifMatch.getAsLong() == 0 ? existsAlready(name) : changedMeanwhile(name);
        }
    }

    private static MillraceException existsAlready(String name) {
        return new MillraceException(
                ErrorCode.PRECONDITION_FAILED,
                "There is a variable '" + name
                        + "' already, and nothing was changed. Choose another name, or read that one and"
                        + " change it.");
    }

    private static MillraceException changedMeanwhile(String name) {
        return new MillraceException(
                ErrorCode.PRECONDITION_FAILED,
                "Somebody else changed the variable '" + name + "' meanwhile. Read it again and repeat your change.");
    }
}
