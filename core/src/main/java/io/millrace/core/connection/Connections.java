package io.millrace.core.connection;

import com.github.benmanes.caffeine.cache.Cache;
import io.millrace.core.lane.Limits;
import io.millrace.core.shared.Caches;
import io.millrace.core.shared.Cursor;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Page;
import io.millrace.core.shared.Problem;
import io.millrace.core.shared.Slug;
import io.millrace.sdk.Connection;
import io.millrace.sdk.ConnectionKind;
import io.millrace.sdk.Sensitive;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Named credentials of a project. Values go in and come out only by {@link #open}, for one attempt.
 *
 * <p>Nothing decrypted is kept: rows are remembered as stored, and opening one decrypts it, a few microseconds of AES. A
 * change made here holds for the next attempt; one made on another node within {@link RecentRevisions#MAX_AGE}, 250 ms,
 * except for the health, which may be known here up to 10 seconds late.
 */
public final class Connections {
    /** The most connections one project can have. */
    public static final int MAX_PER_PROJECT = 2_000;

    /** The longest config, as UTF-8 JSON. */
    public static final int MAX_CONFIG_BYTES = 64 << 10;

    /** The most secrets one connection can have. */
    public static final int MAX_SECRETS = 32;

    /** The longest secret, as UTF-8. */
    public static final int MAX_SECRET_BYTES = 64 << 10;

    private static final Cursor CURSOR = new Cursor("connections");
    private static final String WANTS_SECRETS =
            "this decides where the secrets are sent or how they are protected on the"
                    + " way; with a new value they have to be given again, so that they reach nobody they were not meant for";

    private static final int ROWS_KEPT = 10_000;

    /** What another node saw of a connection's health may stay unknown here for so long. */
    private static final Duration HEALTH_KEPT = Duration.ofSeconds(10);

    private final ConnectionStore store;
    private final Keyring keyring;
    private final ConnectionKinds kinds;
    private final ConnectionUses uses;
    private final InstantSource clock;
    private final RecentRevisions revisions;
    /** Rows as stored, secrets sealed, so that a step opens its connection without asking the store. */
    private final Cache<Place, Kept> kept = Caches.newBuilder()
            .maximumSize(ROWS_KEPT)
            .expireAfterWrite(HEALTH_KEPT)
            .build();

    private record Place(String project, String id) {}

    private record Kept(long revision, StoredConnection row) {}

    public Connections(
            ConnectionStore store, Keyring keyring, ConnectionKinds kinds, ConnectionUses uses, InstantSource clock) {
        this.store = store;
        this.keyring = keyring;
        this.kinds = kinds;
        this.uses = uses;
        this.clock = clock;
        this.revisions = new RecentRevisions(store::revision, clock);
    }

    /**
     * Makes or changes a connection. New credentials have an unknown health.
     *
     * @param ifMatch the revision the caller saw; 0 when there must be none yet; empty to overwrite whatever there is
     * @throws MillraceException {@code connection_invalid} with all problems, {@code precondition_failed} when the
     *     connection has another revision, {@code conflict} when the project is full
     */
    public ConnectionView put(String project, String id, ConnectionDraft draft, OptionalLong ifMatch) {
        Slug.check("connection", id);
        Optional<StoredConnection> existing = store.find(project, id);
        requireRevision(id, existing, ifMatch);
        if (existing.isEmpty() && store.count(project) >= MAX_PER_PROJECT) {
            throw new MillraceException(
                    ErrorCode.CONFLICT,
                    "The project has " + MAX_PER_PROJECT + " connections, the most there can be. Delete one first.");
        }
        ConnectionKind kind = kinds.find(draft.tool(), draft.kind())
                .orElseThrow(() -> invalid(id, List.of(Problem.at("kind", unknownKind(draft)))));
        Map<String, String> secrets = secrets(draft, existing);
        check(id, draft, kind, secrets, existing);
        StoredConnection next = next(project, id, draft, secrets, existing);
        if (!store.write(next)) {
            throw existing.isEmpty() ? existsAlready(id) : changedMeanwhile(id);
        }
        revisions.changed(project);
        return ConnectionView.of(next);
    }

    public Optional<ConnectionView> get(String project, String id) {
        return store.find(project, id).map(ConnectionView::of);
    }

    /**
     * Connections by id.
     *
     * @param tool only those of this tool; {@code null} for all
     * @param cursor {@code next} of the page before; {@code null} for the first page
     * @param limit 1 to {@value Page#MAX_LIMIT}
     */
    public Page<ConnectionView> list(String project, @Nullable String tool, @Nullable String cursor, int limit) {
        String after = cursor == null ? null : CURSOR.read(cursor, Slug::read);
        return Page.of(store.list(project, tool, after, limit + 1), limit, row -> CURSOR.write(row.id()))
                .map(ConnectionView::of);
    }

    /** @throws MillraceException {@code not_found}; {@code conflict} while workflows use it; {@code precondition_failed} */
    public void delete(String project, String id, OptionalLong ifMatch) {
        StoredConnection existing =
                store.find(project, id).orElseThrow(() -> MillraceException.notFound("connection", id));
        requireRevision(id, Optional.of(existing), ifMatch);
        List<String> workflows = uses.workflows(project, id);
        if (!workflows.isEmpty()) {
            throw new MillraceException(
                    ErrorCode.CONFLICT,
                    "The connection '" + id + "' is used by " + String.join(", ", workflows)
                            + ". Give these workflows another connection, or delete them, first.");
        }
        if (!store.delete(project, id, existing.revision())) {
            throw changedMeanwhile(id);
        }
        revisions.changed(project);
    }

    /** The connection with its secrets, for one attempt. Empty when there is none of that id. */
    public Optional<Connection> open(String project, String id) {
        return row(project, id).map(this::open);
    }

    /** A text that is another one whenever a connection was saved, or made again under its id; empty when there is none. */
    public Optional<String> state(String project, String id) {
        return row(project, id).map(stored -> stored.created() + " " + stored.revision());
    }

    /** How much a connection may be used; no limits for one that is not there. */
    public Limits limits(String project, String id) {
        return row(project, id).map(StoredConnection::limits).orElse(Limits.NONE);
    }

    /** Whether the tool has refused the credentials, as far as is known here; not of a connection that is gone. */
    public boolean refused(String project, String id) {
        return row(project, id)
                .filter(stored -> stored.health().status() == Health.Status.NEEDS_REAUTH)
                .isPresent();
    }

    private Optional<StoredConnection> row(String project, String id) {
        Place place = new Place(project, id);
        long revision = revisions.of(project);
        Kept known = kept.getIfPresent(place);
        if (known != null && known.revision() == revision) {
            return Optional.of(known.row());
        }
        Optional<StoredConnection> stored = store.find(project, id);
        stored.ifPresent(row -> kept.put(place, new Kept(revision, row)));
        return stored;
    }

    /** Records what a test showed. Does nothing when the connection was deleted or saved meanwhile. */
    public void recordTest(String project, ConnectionView tested, Health.Status status, String message) {
        Health health = new Health(status, Optional.of(clock.instant()), message);
        store.writeHealth(project, tested.id(), tested.revision(), health);
        kept.invalidate(new Place(project, tested.id()));
    }

    /**
     * Records what an attempt showed, when it differs from what is known: a connection in use is not written at every
     * attempt.
     */
    public void recordUse(String project, String id, Health.Status status, String message) {
        boolean known = row(project, id)
                .filter(stored -> stored.health().status() == status)
                .isPresent();
        if (known) {
            return;
        }
        store.find(project, id)
                .filter(stored -> stored.health().status() != status)
                .ifPresent(stored -> store.writeHealth(
                        project, id, stored.revision(), new Health(status, Optional.of(clock.instant()), message)));
        kept.invalidate(new Place(project, id));
    }

    /** The values of all secrets of a project's connections, for masking. */
    List<Sensitive> allSecrets(String project) {
        List<Sensitive> all = new ArrayList<>();
        for (StoredConnection stored : store.list(project, null, null, MAX_PER_PROJECT)) {
            all.addAll(open(stored).secrets().values());
        }
        return all;
    }

    /** Grows with every change of anything in the project that this keeps. */
    public long revision(String project) {
        return revisions.of(project);
    }

    private Connection open(StoredConnection stored) {
        Map<String, Sensitive> secrets = new HashMap<>();
        stored.secrets()
                .forEach((name, ciphertext) -> secrets.put(name, keyring.open(place(stored, name), ciphertext)));
        return new Connection(stored.id(), stored.kind(), stored.config(), Map.copyOf(secrets));
    }

    /** The secrets as they will be: the stored ones of the same kind, changed by the draft. */
    private Map<String, String> secrets(ConnectionDraft draft, Optional<StoredConnection> existing) {
        Map<String, String> secrets = new HashMap<>();
        existing.filter(stored -> sameKind(stored, draft))
                .ifPresent(stored -> open(stored).secrets().forEach((name, value) -> {
                    if (!draft.secrets().containsKey(name)) {
                        secrets.put(name, value.reveal());
                    }
                }));
        draft.secrets().forEach((name, value) -> {
            if (value != null) {
                secrets.put(name, value);
            }
        });
        return secrets;
    }

    private static void check(
            String id,
            ConnectionDraft draft,
            ConnectionKind kind,
            Map<String, String> secrets,
            Optional<StoredConnection> existing) {
        List<Problem> problems = new ArrayList<>(limitProblems(draft, secrets));
        if (problems.isEmpty()) {
            problems.addAll(KindRules.problems(kind, draft.config(), secrets));
            existing.filter(stored -> sameKind(stored, draft))
                    .ifPresent(stored -> problems.addAll(wayProblems(kind, stored, draft)));
        }
        if (!problems.isEmpty()) {
            throw invalid(id, problems);
        }
    }

    private static List<Problem> limitProblems(ConnectionDraft draft, Map<String, String> secrets) {
        List<Problem> problems = new ArrayList<>();
        if (Json.writeBytes(draft.config()).length > MAX_CONFIG_BYTES) {
            problems.add(Problem.at("config", "this is longer than " + MAX_CONFIG_BYTES + " bytes"));
        }
        if (secrets.size() > MAX_SECRETS) {
            problems.add(Problem.at("secrets", "there are more than " + MAX_SECRETS));
        }
        secrets.forEach((name, value) -> {
            if (value.getBytes(StandardCharsets.UTF_8).length > MAX_SECRET_BYTES) {
                problems.add(Problem.at("secrets." + name, "this is longer than " + MAX_SECRET_BYTES + " bytes"));
            }
        });
        return problems;
    }

    /**
     * Who may edit a connection must not read its secrets by pointing it at a server of their own, or by having them sent
     * where others can listen.
     */
    private static List<Problem> wayProblems(ConnectionKind kind, StoredConnection stored, ConnectionDraft draft) {
        Set<String> kept = new HashSet<>(stored.secrets().keySet());
        kept.removeAll(draft.secrets().keySet());
        if (kept.isEmpty()) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        KindRules.changedWays(kind, stored.config(), draft.config())
                .forEach(name -> problems.add(Problem.at("config." + name, WANTS_SECRETS)));
        KindRules.secretWays(kind).stream()
                .filter(name -> draft.secrets().get(name) != null)
                .forEach(name -> problems.add(Problem.at("secrets." + name, WANTS_SECRETS)));
        return problems;
    }

    private StoredConnection next(
            String project,
            String id,
            ConnectionDraft draft,
            Map<String, String> secrets,
            Optional<StoredConnection> existing) {
        Instant now = clock.instant();
        Map<String, Sealed> ciphertexts = new HashMap<>();
        secrets.forEach((name, value) ->
                ciphertexts.put(name, keyring.seal(new SecretPlace.OfConnection(project, id, name), value)));
        return new StoredConnection(
                project,
                id,
                draft.tool(),
                draft.kind(),
                draft.config(),
                Map.copyOf(ciphertexts),
                Health.unknown(),
                existing.map(StoredConnection::created).orElse(now),
                now,
                existing.map(StoredConnection::revision).orElse(0L) + 1,
                draft.limits().or(() -> existing.map(StoredConnection::limits)).orElse(Limits.NONE));
    }

    private static boolean sameKind(StoredConnection stored, ConnectionDraft draft) {
        return stored.tool().equals(draft.tool()) && stored.kind().equals(draft.kind());
    }

    private static SecretPlace place(StoredConnection stored, String secret) {
        return new SecretPlace.OfConnection(stored.project(), stored.id(), secret);
    }

    private static void requireRevision(String id, Optional<StoredConnection> existing, OptionalLong ifMatch) {
        long revision = existing.map(StoredConnection::revision).orElse(0L);
        if (ifMatch.isPresent() && ifMatch.getAsLong() != revision) {
            throw ifMatch.getAsLong() == 0 ? existsAlready(id) : changedMeanwhile(id);
        }
    }

    private static MillraceException existsAlready(String id) {
        return new MillraceException(
                ErrorCode.PRECONDITION_FAILED,
                "There is a connection '" + id
                        + "' already, and nothing was changed. Choose another id, or read that one and"
                        + " change it.");
    }

    private static MillraceException changedMeanwhile(String id) {
        return new MillraceException(
                ErrorCode.PRECONDITION_FAILED,
                "Somebody else changed the connection '" + id + "' meanwhile. Read it again and repeat your change.");
    }

    private String unknownKind(ConnectionDraft draft) {
        List<String> names = kinds.names(draft.tool());
        if (names.isEmpty()) {
            return "there is no tool '" + draft.tool() + "' with connections here; GET /api/v1/tools lists the tools";
        }
        return "the tool '" + draft.tool() + "' has no connection kind '" + draft.kind() + "'; its kinds are: "
                + String.join(", ", names);
    }

    private static MillraceException invalid(String id, List<Problem> problems) {
        return new MillraceException(
                ErrorCode.CONNECTION_INVALID, "The connection '" + id + "' cannot be saved as given.", problems);
    }
}
