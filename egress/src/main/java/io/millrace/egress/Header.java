package io.millrace.egress;

import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.HttpCall;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A request header, checked.
 *
 * @param text what is sent
 * @param shown what may be kept and shown
 * @param credential whether it must not reach another server than the one it is meant for
 */
record Header(String name, String text, String shown, boolean credential) {
    /** All names and values together; servers commonly take between 8 and 64 KiB. */
    private static final int MAX_TOTAL = 64 << 10;

    /** RFC 9110, 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

    /** Printable ASCII, spaces and tabs: a line break would start another header (RFC 9110, 5.5). */
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*+");

    /** They describe the connection or the framing, which the egress decides. */
    private static final Set<String> RESERVED = Set.of(
            "accept-encoding",
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** @throws ToolException {@code validation} naming the first header that cannot be sent */
    static List<Header> listOf(List<HttpCall.Field> fields, Secrets secrets) throws ToolException {
        List<Header> headers = new ArrayList<>(fields.size());
        int total = 0;
        for (HttpCall.Field field : fields) {
            Header header = of(field, secrets);
            total += header.name.length() + header.text.length();
            headers.add(header);
        }
        if (total > MAX_TOTAL) {
            throw refused(
                    "The request's headers have " + total + " characters; at most " + MAX_TOTAL + " may be sent.");
        }
        return List.copyOf(headers);
    }

    private static Header of(HttpCall.Field field, Secrets secrets) throws ToolException {
        String name = field.name();
        if (!TOKEN.matcher(name).matches()) {
            throw refused("A header has a name that HTTP does not allow; use letters, digits and hyphens.");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (RESERVED.contains(lower)) {
            throw refused("The header " + name + " is set by Millrace itself; remove it from the request.");
        }
        String text = secrets.reveal(field.value()).strip();
        if (!VALUE.matcher(text).matches()) {
            throw refused("The value of the header " + name
                    + " holds a line break or a character outside ASCII, which a header cannot carry.");
        }
        boolean named = SecretMask.isCredential(lower);
        boolean credential = named || field.value() instanceof Sensitive;
        return new Header(name, text, named ? Sensitive.MASK : String.valueOf(field.value()), credential);
    }

    private static ToolException refused(String message) {
        return new ToolException(ErrorClass.VALIDATION, message);
    }
}
