package io.millrace.core.tool;

import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a request goes and whether the connection's credentials may go with it.
 *
 * <p>Credentials are bound to the origin (scheme, host and port) of their connection's base URL. An address that comes
 * whole from an input must lie on it, else the call is refused: sending it without the credentials would be a puzzle,
 * sending it with them a leak.
 *
 * @param url a text or a {@link Sensitive}
 */
record Address(Object url, boolean trusted) {

    /** Below a base URL. A query that the base has of its own stays behind the path. */
    static Address below(Object base, Object path) {
        String revealed = Sensitive.reveal(base);
        int query = revealed.indexOf('?');
        String start = query < 0 ? revealed : revealed.substring(0, query);
        String rest = query < 0 ? "" : revealed.substring(query);
        boolean hasPath = !(path instanceof String text && text.isEmpty());
        String stem = hasPath && start.endsWith("/") ? start.substring(0, start.length() - 1) : start;
        if (base instanceof Sensitive) {
            return new Address(Sensitive.join(Sensitive.of(stem), path, Sensitive.of(rest)), true);
        }
        Object url = path instanceof Sensitive ? Sensitive.join(stem, path, rest) : stem + path + rest;
        return new Address(url, true);
    }

    /**
     * At a host that the manifest names. The manifest vouches for it, unless the connection was moved to another server:
     * the credentials of that one are not for the vendor's other hosts.
     */
    static Address fixed(String origin, Object path, boolean moved) {
        Object url = path instanceof Sensitive ? Sensitive.join(origin, path) : origin + path;
        return new Address(url, !moved);
    }

    /**
     * Given whole by an input: absolute, or below the base URL when it starts with a slash.
     *
     * @param connected whether there is a connection whose credentials would go with it
     */
    static Address given(Object url, Optional<Object> base, boolean connected) throws ToolException {
        String revealed = Sensitive.reveal(url).strip();
        if (revealed.startsWith("/") && !revealed.startsWith("//")) {
            Object known = base.orElseThrow(() -> refused(
                    "The address starts with '/', but the step's connection has no base URL to put in front of it."));
            return below(known, url instanceof Sensitive ? Sensitive.of(revealed) : revealed);
        }
        if (!connected) {
            return new Address(url, false);
        }
        Object known = base.orElseThrow(() -> refused("The connection has no base URL, so it is not known where its"
                + " credentials may be sent. Set base_url in the connection."));
        String home = origin(Sensitive.reveal(known));
        if (!home.equals(origin(revealed))) {
            throw refused("The credentials of the connection belong to "
                    + (known instanceof Sensitive ? "another host" : home)
                    + " and are not sent elsewhere. Use another connection, or none, for this address.");
        }
        return new Address(url, true);
    }

    private static String origin(String url) throws ToolException {
        try {
            URI uri = new URI(url);
            String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            String authority =
                    Optional.ofNullable(uri.getRawAuthority()).orElse("").toLowerCase(Locale.ROOT);
            if (authority.isEmpty() || authority.contains("@") || !scheme.matches("https?")) {
                throw refused("The address is no http or https URL with a host and without a user name.");
            }
            String usualPort = scheme.equals("https") ? ":443" : ":80";
            return scheme + "://"
                    + (authority.endsWith(usualPort)
                            ? authority.substring(0, authority.length() - usualPort.length())
                            : authority);
        } catch (URISyntaxException _) {
            throw refused("The address is not a valid URL; write spaces and special characters percent-encoded.");
        }
    }

    private static ToolException refused(String message) {
        return new ToolException(ErrorClass.VALIDATION, message);
    }
}
