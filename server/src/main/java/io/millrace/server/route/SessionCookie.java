package io.millrace.server.route;

import java.net.URI;
import java.time.Duration;

/**
 * The cookie of a session: HttpOnly, SameSite=Lax, and Secure when people reach the server by https. With https its name has
 * the prefix {@code __Host-}, so that no other host of the same domain can set it (RFC 6265bis, section 4.1.3).
 */
public final class SessionCookie {
    private static final String PLAIN_NAME = "millrace_session";

    private final boolean secure;

    public SessionCookie(URI publicUrl) {
        this.secure = "https".equals(publicUrl.getScheme());
    }

    public String name() {
        return secure ? "__Host-" + PLAIN_NAME : PLAIN_NAME;
    }

    /** The {@code Set-Cookie} that starts a session. */
    public String set(String value, Duration age) {
        return name() + "=" + value + "; Path=/; Max-Age=" + age.toSeconds() + attributes();
    }

    /** The {@code Set-Cookie} that ends it. */
    public String clear() {
        return name() + "=; Path=/; Max-Age=0" + attributes();
    }

    private String attributes() {
        return "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }
}
