package io.millrace.egress;

import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.HttpAnswer;
import io.millrace.sdk.ToolException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** What to send after a redirect (RFC 9110, 15.4), so that nothing meant for one server reaches another. */
final class Redirects {
    /** The most that are followed for one call. */
    static final int MOST = 5;

    private static final Set<Integer> CHANGING_TO_GET = Set.of(301, 302, 303);
    private static final Set<Integer> KEEPING_THE_REQUEST = Set.of(307, 308);

    private Redirects() {}

    /**
     * The next request, or empty when the answer is final.
     *
     * @throws ToolException {@code validation} when the redirect must not be followed
     */
    static Optional<OutgoingRequest> next(OutgoingRequest request, HttpAnswer answer) throws ToolException {
        Optional<String> location = answer.header("location");
        boolean keeping = KEEPING_THE_REQUEST.contains(answer.status());
        if (location.isEmpty() || !(keeping || CHANGING_TO_GET.contains(answer.status()))) {
            return Optional.empty();
        }
        HttpUrl url = request.target().url().resolve(location.get());
        if (url == null) {
            throw refused(request, "to an address that is not HTTP");
        }
        Target target = Target.of(url.newBuilder().fragment(null).build(), request.mask());
        OutgoingRequest next = keeping ? request : withoutBody(request);
        if (request.target().url().isHttps() && !url.isHttps() && next.carriesCredentials()) {
            throw refused(request, "from HTTPS to plain HTTP, where credentials could be read on the way");
        }
        boolean elsewhere = !target.origin().equals(request.target().origin());
        if (elsewhere && next.payload().hidden()) {
            throw refused(request, "to another server, which must not see the hidden part of the body");
        }
        List<Header> headers = elsewhere ? withoutCredentials(next.headers()) : next.headers();
        return Optional.of(new OutgoingRequest(next.method(), target, headers, next.payload(), next.mask()));
    }

    private static OutgoingRequest withoutBody(OutgoingRequest request) {
        String method = request.method().equals("HEAD") ? "HEAD" : "GET";
        List<Header> headers = request.headers().stream()
                .filter(header -> !header.name().toLowerCase(Locale.ROOT).startsWith("content-"))
                .toList();
        return new OutgoingRequest(method, request.target(), headers, Payload.NONE, request.mask());
    }

    private static List<Header> withoutCredentials(List<Header> headers) {
        return headers.stream().filter(header -> !header.credential()).toList();
    }

    static ToolException tooMany(OutgoingRequest request) {
        return new ToolException(
                ErrorClass.VALIDATION,
                request.target().origin() + " redirects more than " + MOST + " times. Use the final address.");
    }

    private static ToolException refused(OutgoingRequest request, String where) {
        return new ToolException(
                ErrorClass.VALIDATION,
                request.target().origin() + " redirects " + where + ". Use the final address in the call.");
    }
}
