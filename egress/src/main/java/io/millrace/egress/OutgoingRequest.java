package io.millrace.egress;

import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.HttpBody;
import io.millrace.sdk.HttpCall;
import io.millrace.sdk.ToolException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * One request, checked and rendered, with everything revealed; only its shown parts may be kept.
 *
 * @param mask hides what was revealed for the call this request belongs to
 */
record OutgoingRequest(String method, Target target, List<Header> headers, Payload payload, SecretMask mask) {
    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,31}");

    /** They turn a connection into a tunnel, or send credentials back. */
    private static final Set<String> REFUSED_METHODS = Set.of("CONNECT", "TRACE");

    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "PROPPATCH", "REPORT", "QUERY");

    /** @throws ToolException {@code validation} when the call cannot be sent as it is */
    static OutgoingRequest of(HttpCall call, EgressSettings settings) throws ToolException {
        checkMethod(call);
        Secrets secrets = new Secrets();
        Target target = Target.of(call, secrets);
        List<Header> headers = new ArrayList<>(Header.listOf(call.headers(), secrets));
        Payload payload = Payload.of(call.body(), secrets, settings.maxRequestBytes());
        if (!payload.isEmpty()) {
            addUnlessSet(headers, new HttpCall.Field("Content-Type", payload.mediaType()), secrets);
        }
        addUnlessSet(headers, new HttpCall.Field("User-Agent", "Millrace/" + settings.version()), secrets);
        return new OutgoingRequest(call.method(), target, List.copyOf(headers), payload, secrets.mask());
    }

    private static void checkMethod(HttpCall call) throws ToolException {
        if (!METHOD.matcher(call.method()).matches() || REFUSED_METHODS.contains(call.method())) {
            throw new ToolException(
                    ErrorClass.VALIDATION, "The method is none that may be sent; use GET, POST, PUT, PATCH or DELETE.");
        }
        if (WITHOUT_BODY.contains(call.method()) && !(call.body() instanceof HttpBody.None)) {
            throw new ToolException(
                    ErrorClass.VALIDATION,
                    "A " + call.method() + " request cannot have a body; remove the body or use another method.");
        }
    }

    private static void addUnlessSet(List<Header> headers, HttpCall.Field field, Secrets secrets) throws ToolException {
        if (headers.stream().noneMatch(header -> header.name().equalsIgnoreCase(field.name()))) {
            headers.addAll(Header.listOf(List.of(field), secrets));
        }
    }

    /** Whether sending it elsewhere would give something away. */
    boolean carriesCredentials() {
        return payload.hidden() || headers.stream().anyMatch(Header::credential);
    }

    /** The request for OkHttp, with the look-up that vets its host and the trace that follows it. */
    Request toOkHttp(VettedDns dns, CallTrace trace) {
        Request.Builder request = new Request.Builder()
                .url(target.url())
                .method(method, okHttpBody())
                .tag(VettedDns.class, dns)
                .tag(CallTrace.class, trace);
        headers.forEach(header -> request.addHeader(header.name(), header.text()));
        return request.build();
    }

    private @Nullable RequestBody okHttpBody() {
        if (payload.isEmpty() && !WITH_BODY.contains(method)) {
            return null;
        }
        return RequestBody.create(payload.bytes(), null);
    }

    /** The headers for the record: names in lower case, values masked. */
    Map<String, List<String>> shownHeaders() {
        Map<String, List<String>> shown = new LinkedHashMap<>();
        for (Header header : headers) {
            shown.computeIfAbsent(header.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(mask.header(header.shown()));
        }
        return shown;
    }
}
