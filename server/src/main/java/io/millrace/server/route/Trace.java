package io.millrace.server.route;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/** The correlation id of a request: the client's {@code X-Request-Id} when it is harmless, else one of 32 hex digits. */
final class Trace {
    static final String HEADER = "X-Request-Id";

    /** The key under which log lines carry it. */
    static final String LOG_KEY = "trace";

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String ATTRIBUTE = Trace.class.getName();

    private Trace() {}

    /** The id of this request, the same each time it is asked for. */
    static String of(Request request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String given = request.getHeaders().get(HEADER);
        String trace = given != null && HARMLESS.matcher(given).matches() ? given : make();
        request.setAttribute(ATTRIBUTE, trace);
        return trace;
    }

    static String make() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
