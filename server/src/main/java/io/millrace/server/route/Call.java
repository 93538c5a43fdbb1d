package io.millrace.server.route;

import io.millrace.core.access.Principal;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/**
 * One request as a handler sees it: matched, admitted, its query and body read.
 *
 * @param <B> the body
 */
public final class Call<B> {
    /** Revisions begin at 1. */
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"?([1-9][0-9]{0,17})\"?");

    private final Request request;
    private final Map<String, String> path;
    private final Map<QueryParameter<?>, Object> query;
    private final Optional<Caller> caller;
    private final B body;
    private final String trace;

    Call(
            Request request,
            Map<String, String> path,
            Map<QueryParameter<?>, Object> query,
            Optional<Caller> caller,
            B body,
            String trace) {
        this.request = request;
        this.path = path;
        this.query = query;
        this.caller = caller;
        this.body = body;
        this.trace = trace;
    }

    /** A parameter of the path, decoded. */
    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The path has no {" + name + "}");
        }
        return value;
    }

    /** The {@code limit} of a page. */
    public int limit() {
        return query(QueryParameter.LIMIT);
    }

    /** The {@code cursor} of a page. */
    public Optional<String> cursor() {
        return query(QueryParameter.CURSOR);
    }

    /** The project in the path. */
    public String project() {
        return path("project");
    }

    /** A parameter of the query; the route must have declared it. */
    @SuppressWarnings("unchecked") // the value was made by the same parameter
    public <T> T query(QueryParameter<T> parameter) {
        Object value = query.get(parameter);
        if (value == null) {
            throw new IllegalArgumentException("The route does not declare the parameter " + parameter.name());
        }
        return (T) value;
    }

    public B body() {
        return body;
    }

    /** Who asks. Open routes have nobody. */
    public Principal principal() {
        return caller.orElseThrow(() -> new IllegalStateException("Nobody is known on an open route"))
                .principal();
    }

    /** The session, when it was a cookie that said who asks. */
    public Optional<Identity.Session> session() {
        return caller.flatMap(Caller::session);
    }

    /** The correlation id of this request. */
    public String trace() {
        return trace;
    }

    public String method() {
        return request.getMethod();
    }

    /** The path as it was sent. */
    public String rawPath() {
        return request.getHttpURI().getPath();
    }

    /** The query as it was sent, without the question mark; empty when there is none. */
    public String rawQuery() {
        String raw = request.getHttpURI().getQuery();
        return raw == null ? "" : raw;
    }

    /** The address of the client, or of the nearest proxy when no proxy is trusted. */
    public String remote() {
        return Request.getRemoteAddr(request);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /** All headers, by lower-case name. */
    public Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            headers.computeIfAbsent(field.getLowerCaseName().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(value == null ? "" : value);
        }
        return headers;
    }

    /**
     * The revision a change is based on; empty when the client does not care.
     *
     * @throws MillraceException {@code precondition_failed} for a tag that this server never gave; {@code bad_request}
     *     when there is an {@code If-None-Match} too, which would otherwise be passed over silently
     */
    public OptionalLong ifMatch() {
        if (header("If-None-Match").isPresent()) {
            throw new MillraceException(
                    ErrorCode.BAD_REQUEST,
                    "If-None-Match is understood as *, without If-Match, and only where a workflow, a connection or a variable"
                            + " is saved. Leave it out, or send the ETag that you have seen as If-Match.");
        }
        String tag = header("If-Match").orElse("*").strip();
        if (tag.equals("*")) {
            return OptionalLong.empty();
        }
        Matcher revision = TAG.matcher(tag);
        if (!revision.matches()) {
            throw new MillraceException(
                    ErrorCode.PRECONDITION_FAILED,
                    "If-Match holds a tag that was never given out. Read the thing again and send its ETag.");
        }
        return OptionalLong.of(Long.parseLong(revision.group(1)));
    }
}
