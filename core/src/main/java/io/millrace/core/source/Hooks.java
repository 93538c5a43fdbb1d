package io.millrace.core.source;

import com.github.benmanes.caffeine.cache.Cache;
import io.millrace.core.shared.Caches;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for webhooks: from a request at {@code /hooks/{project}/{path}} to an event on disk and its answer. Safe for use
 * by many threads.
 */
public final class Hooks {
    private static final Logger log = LoggerFactory.getLogger(Hooks.class);

    /** The pause a sender is asked to make when the store does not say how long. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final int MOST_VERIFICATIONS = 1_000;

    /** Secrets are a project's own, so equal settings of two projects are two verifications. */
    private record VerificationKey(String project, Map<String, Object> verify, long secretRevision) {}

    private final Routes routes;
    private final Inbox inbox;
    private final Sources sources;
    private final InstantSource clock;
    private final Cache<VerificationKey, Verification> verifications =
            Caches.newBuilder().maximumSize(MOST_VERIFICATIONS).build();

    public Hooks(Routes routes, Inbox inbox, Sources sources, InstantSource clock) {
        this.routes = routes;
        this.inbox = inbox;
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * Verifies a request and stores it as an event.
     *
     * @return 202 with {@code {"id": "evt_...", "duplicate": false}} after the event is on disk, or the answer to a handshake
     * @throws MillraceException {@code not_found} when nothing published listens at the address; {@code signature_invalid},
     *     {@code bad_json} or {@code bad_request} when the request is refused; a retryable code, always with {@link
     *     MillraceException#retryAfter()}, when it cannot be stored now
     */
    public HookAnswer receive(InboundRequest request) {
        List<Routes.Route> found = routesOf(request.project(), request.path());
        return switch (judge(request, found)) {
            case Verdict.Accepted accepted -> store(request, accepted);
            case Verdict.Answer answer -> HookAnswer.of(answer);
            case Verdict.Refused refused -> throw refuse(request, refused);
        };
    }

    /**
     * Sends a properly signed test event through the source's own verification, as its sender would.
     *
     * @throws MillraceException as {@link #receive}; {@code workflow_invalid} when the settings cannot be used; {@code
     *     input_invalid} when only the sender can sign, because its key is asymmetric
     */
    public HookAnswer sendTest(String project, String path, String trace) {
        Routes.Route route = routesOf(project, path).getFirst();
        Map<String, Object> verify = route.secrets().resolve(route.verify());
        return receive(Presets.sample(verify, clock.instant()).at(project, path, trace));
    }

    private List<Routes.Route> routesOf(String project, String path) {
        List<Routes.Route> found = routes.find(project, path);
        if (found.isEmpty()) {
            throw new MillraceException(
                    ErrorCode.NOT_FOUND,
                    "No enabled workflow of this project listens at this address. Publish one with a webhook trigger of this"
                            + " path, or enable it again, or correct the address at the sender.");
        }
        return found;
    }

    /** Any verification that accepts is enough; when none does, the first one's reason is told. */
    private Verdict judge(InboundRequest request, List<Routes.Route> found) {
        Instant now = clock.instant();
        Map<VerificationKey, Verdict> refusals = new LinkedHashMap<>();
        for (Routes.Route route : found) {
            VerificationKey key = new VerificationKey(request.project(), route.verify(), route.secretRevision());
            if (!refusals.containsKey(key)) {
                Verdict verdict = verify(key, route, request, now);
                if (!(verdict instanceof Verdict.Refused)) {
                    return verdict;
                }
                refusals.put(key, verdict);
            }
        }
        return refusals.values().iterator().next();
    }

    private Verdict verify(VerificationKey key, Routes.Route route, InboundRequest request, Instant now) {
        Verification verification = verifications.getIfPresent(key);
        if (verification == null) {
            try {
                verification = Presets.make(route.secrets().resolve(route.verify()));
            } catch (MillraceException e) {
                log.warn("The source {} cannot verify anybody: {}", request.source(), e.getMessage());
                return new Verdict.Refused(
                        Reason.UNUSABLE_SECRET,
                        "This source cannot check who sends, because its secret is missing or cannot be used. Set it and"
                                + " send again.");
            }
            verifications.put(key, verification);
        }
        return verification.verify(request, now);
    }

    private HookAnswer store(InboundRequest request, Verdict.Accepted accepted) {
        try {
            Inbox.Received received = inbox.accept(accepted.occurrence());
            sources.accepted(request, received.duplicate());
            return HookAnswer.stored(received);
        } catch (MillraceException e) {
            sources.refused(request, e.code().code());
            if (e.code().retryable() && e.retryAfter().isEmpty()) {
                throw MillraceException.retryLater(e.code(), String.valueOf(e.getMessage()), RETRY_AFTER, e);
            }
            throw e;
        }
    }

    private MillraceException refuse(InboundRequest request, Verdict.Refused refused) {
        sources.refused(request, refused.reason().code());
        log.debug("{} refused a request: {}", request.source(), refused.reason().code());
        return new MillraceException(refused.reason().errorCode(), refused.detail());
    }
}
