package io.millrace.egress;

import io.millrace.sdk.CredentialNames;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.HttpCall;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * Where a request goes.
 *
 * @param url what is called; the same object is vetted and connected to, so that no two readings of a text can differ
 * @param shown the URL with its hidden parts masked
 */
record Target(HttpUrl url, String shown) {
    /** In characters, with the query. */
    static final int MAX_LENGTH = 8 << 10;

    /** @throws ToolException {@code validation} when this is no URL that may be called */
    static Target of(HttpCall call, Secrets secrets) throws ToolException {
        HttpUrl base = parse(secrets.reveal(call.url()));
        return new Target(checked(withQuery(base, call.query(), secrets)), shown(base, call, secrets));
    }

    private static HttpUrl withQuery(HttpUrl base, List<HttpCall.Field> query, Secrets secrets) {
        if (query.isEmpty()) {
            return base;
        }
        HttpUrl.Builder url = base.newBuilder();
        for (HttpCall.Field field : query) {
            url.addQueryParameter(field.name(), secrets.reveal(field.value()));
        }
        return url.build();
    }

    /** The target of a redirect. */
    static Target of(HttpUrl url, SecretMask mask) throws ToolException {
        return new Target(checked(url), mask.text(url.toString()));
    }

    /** Scheme, host and port, without a port that the scheme implies: {@code https://api.example.com}. */
    String origin() {
        return origin(url);
    }

    private static String origin(HttpUrl url) {
        String host = url.host().indexOf(':') >= 0 ? "[" + url.host() + "]" : url.host();
        boolean implied = url.port() == HttpUrl.defaultPort(url.scheme());
        return url.scheme() + "://" + host + (implied ? "" : ":" + url.port());
    }

    private static HttpUrl parse(String raw) throws ToolException {
        String text = raw.strip();
        if (text.length() > MAX_LENGTH) {
            throw tooLong(text.length());
        }
        if (text.chars().anyMatch(character -> character < ' ' || character == 0x7f)) {
            throw refused("The URL holds a line break or another control character; remove it.");
        }
        if (!text.regionMatches(true, 0, "http://", 0, 7) && !text.regionMatches(true, 0, "https://", 0, 8)) {
            throw refused("The URL must start with http:// or https://.");
        }
        // OkHttp reads http:///a as http://a, as browsers do; RFC 3986, 3.2.2 and RFC 9110, 4.2.1 want a host there.
        char afterSlashes = text.charAt(Math.min(text.indexOf("//") + 2, text.length() - 1));
        HttpUrl url = HttpUrl.parse(text);
        if (url == null || afterSlashes == '/' || afterSlashes == '\\') {
            throw refused("The URL cannot be read; check the host name and the port.");
        }
        return url;
    }

    private static HttpUrl checked(HttpUrl url) throws ToolException {
        if (!url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty()) {
            throw refused("The URL holds a user name or a password. Remove them and use a connection with basic"
                    + " authentication, which keeps them hidden.");
        }
        int length = url.toString().length();
        if (length > MAX_LENGTH) {
            throw tooLong(length);
        }
        return url;
    }

    /**
     * The URL for people. The origin is shown even when the whole URL is a secret, as with many incoming webhooks, so that one
     * can tell who failed; unless the secret is a part of the host.
     */
    private static String shown(HttpUrl base, HttpCall call, Secrets secrets) {
        boolean hostHidden = secrets.revealed().stream()
                .anyMatch(text -> !text.isEmpty() && base.host().contains(text));
        HttpUrl masked = call.url() instanceof Sensitive hidden
                ? HttpUrl.parse(hidden.toString().strip())
                : base;
        String start;
        if (hostHidden) {
            start = base.scheme() + "://" + Sensitive.MASK;
        } else if (masked != null && masked.host().equals(base.host())) {
            start = masked.toString();
        } else {
            start = origin(base) + "/" + Sensitive.MASK;
        }
        if (call.query().isEmpty()) {
            return secrets.mask().text(start);
        }
        char separator = start.indexOf('?') < 0 ? '?' : '&';
        return secrets.mask().text(start + separator + shownQuery(call.query()));
    }

    private static String shownQuery(List<HttpCall.Field> query) {
        HttpUrl.Builder shown = new HttpUrl.Builder().scheme("http").host("shown");
        for (HttpCall.Field field : query) {
            boolean credential = CredentialNames.isFormField(field.name());
            shown.addQueryParameter(field.name(), credential ? Sensitive.MASK : String.valueOf(field.value()));
        }
        return String.valueOf(shown.build().encodedQuery());
    }

    private static ToolException tooLong(int length) {
        return refused("The URL has " + length + " characters; at most " + MAX_LENGTH + " are allowed.");
    }

    private static ToolException refused(String message) {
        return new ToolException(ErrorClass.VALIDATION, message);
    }
}
