package io.millrace.server.route;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who a request is from, and refuses changes that another site made a browser send.
 *
 * <p>A bearer token proves intent by itself. A cookie does not, so an unsafe method with a cookie must also show the
 * session's CSRF token and must not come from another site.
 */
final class Authentication {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final String BEARER = "bearer ";
    private static final int MAX_TOKEN = 512;

    private final Identity identity;
    private final SessionCookie cookie;
    private final String publicOrigin;

    Authentication(Identity identity, URI publicUrl) {
        this.identity = identity;
        this.cookie = new SessionCookie(publicUrl);
        this.publicOrigin = publicUrl.getScheme() + "://" + publicUrl.getAuthority();
    }

    /** @throws MillraceException {@code unauthenticated} or {@code forbidden} when the guard does not let it pass */
    Optional<Caller> admit(Guard guard, Request request) {
        if (guard instanceof Guard.Open) {
            return Optional.empty();
        }
        Caller caller = identify(request);
        if (!guard.admits(caller.principal().role())) {
            throw new MillraceException(
                    ErrorCode.FORBIDDEN,
                    "The role '" + caller.principal().role().code()
                            + "' may not do this. Ask an owner of this installation for another role.");
        }
        return Optional.of(caller);
    }

    /** @throws MillraceException {@code forbidden} when a browser sends a change on behalf of another site */
    void refuseOtherSites(Request request) {
        if (SAFE_METHODS.contains(request.getMethod())) {
            return;
        }
        String site = request.getHeaders().get("Sec-Fetch-Site");
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if ((site != null && !OWN_SITE.contains(site)) || (origin != null && !ownOrigin(origin, request))) {
            throw new MillraceException(
                    ErrorCode.FORBIDDEN,
                    "This change was asked for by another site. Open Millrace itself, or use an API token.");
        }
    }

    private Caller identify(Request request) {
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (authorization != null) {
            return byToken(authorization);
        }
        Identity.Session session = Optional.ofNullable(cookieValue(request))
                .flatMap(identity::bySession)
                .orElseThrow(
                        () -> unauthenticated("Say who you are: send 'Authorization: Bearer mr_...', or sign in."));
        if (!SAFE_METHODS.contains(request.getMethod())) {
            refuseOtherSites(request);
            checkToken(session, request.getHeaders().get("X-CSRF-Token"));
        }
        return new Caller(session.principal(), Optional.of(session));
    }

    private Caller byToken(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER) || authorization.length() > MAX_TOKEN) {
            throw unauthenticated("The Authorization header must read 'Bearer mr_...'.");
        }
        return identity.byToken(authorization.substring(BEARER.length()).strip())
                .map(principal -> new Caller(principal, Optional.empty()))
                .orElseThrow(() -> unauthenticated("This token is not known: it is wrong, expired or revoked."));
    }

    private static void checkToken(Identity.Session session, @Nullable String shown) {
        byte[] expected = session.csrf().getBytes(StandardCharsets.UTF_8);
        if (shown == null || !MessageDigest.isEqual(expected, shown.getBytes(StandardCharsets.UTF_8))) {
            throw new MillraceException(
                    ErrorCode.FORBIDDEN,
                    "A change with a session cookie needs the session's token in X-CSRF-Token;"
                            + " GET /api/v1/session gives it.");
        }
    }

    private @Nullable String cookieValue(Request request) {
        for (HttpCookie each : Request.getCookies(request)) {
            if (each.getName().equals(cookie.name())) {
                return each.getValue();
            }
        }
        return null;
    }

    private boolean ownOrigin(String origin, Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        return origin.equals(publicOrigin)
                || (host != null && origin.equals((request.isSecure() ? "https" : "http") + "://" + host));
    }

    private static MillraceException unauthenticated(String detail) {
        return new MillraceException(ErrorCode.UNAUTHENTICATED, detail);
    }
}
