package io.millrace.server.route;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;

/**
 * Headers that mean one thing and may stand in a request only once (RFC 9110, 5.3): of two, a proxy in front may go by the
 * other one.
 */
final class SingleHeaders {
    private static final List<String> NAMES =
            List.of("Authorization", "Content-Type", "Content-Encoding", "Idempotency-Key", "X-CSRF-Token");

    private SingleHeaders() {}

    /** @throws MillraceException {@code bad_request} */
    static void require(HttpFields headers) {
        for (String name : NAMES) {
            if (headers.getValuesList(name).size() > 1) {
                throw new MillraceException(
                        ErrorCode.BAD_REQUEST, "The header " + name + " was sent more than once. Send it once.");
            }
        }
    }
}
