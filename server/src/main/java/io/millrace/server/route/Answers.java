package io.millrace.server.route;

import io.millrace.server.shape.ShapeWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Writes answers: their headers, the body, compressed where that pays. */
final class Answers {
    private static final String JSON = "application/json";
    private static final int COMPRESS_ABOVE = 1024;

    private static final List<HttpField> ALWAYS = List.of(
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store"),
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            new PreEncodedHttpField("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
            new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
            new PreEncodedHttpField("X-Frame-Options", "DENY"));
    private static final HttpField STRICT_TRANSPORT =
            new PreEncodedHttpField("Strict-Transport-Security", "max-age=31536000");

    private Answers() {}

    /** Headers that every answer has, whatever happens later. */
    static void prepare(Response response, String trace, boolean secure) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(Trace.HEADER, trace);
        for (HttpField field : ALWAYS) {
            headers.put(field);
        }
        if (secure) {
            headers.put(STRICT_TRANSPORT);
        }
    }

    static void write(Request request, Response response, Callback callback, Reply<?> reply) {
        response.setStatus(reply.status());
        for (Reply.Header header : reply.headers()) {
            response.getHeaders().put(header.name(), header.value());
        }
        switch (reply.body().orElse(null)) {
            case null -> response.write(true, null, callback);
            case Document(String contentType, byte[] content) ->
                send(request, response, callback, contentType, content);
            case Object body -> send(request, response, callback, JSON, ShapeWriter.write(body));
        }
    }

    /** A refusal may come before the request's body has: then the client must not use the connection again. */
    static void write(Request request, Response response, Callback callback, ProblemDetail problem) {
        boolean more = problem.status() == 413 && Remainder.isExpected(request);
        if (more || !request.consumeAvailable()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        response.setStatus(problem.status());
        if (problem.status() == 401) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"millrace\"");
        }
        ByteBuffer body = prepared(request, response, ProblemDetail.CONTENT_TYPE, ShapeWriter.write(problem));
        if (more) {
            writeThenDiscard(request, response, callback, body);
        } else {
            response.write(true, body, callback);
        }
    }

    private static void writeThenDiscard(Request request, Response response, Callback callback, ByteBuffer body) {
        try {
            Content.Sink.write(response, false, body);
        } catch (IOException e) {
            callback.failed(e);
            return;
        }
        Remainder.discard(request);
        response.write(true, null, callback);
    }

    private static void send(
            Request request, Response response, Callback callback, String contentType, byte[] content) {
        response.write(true, prepared(request, response, contentType, content), callback);
    }

    /** Sets the headers of a body, and compresses it where that pays. */
    private static ByteBuffer prepared(Request request, Response response, String contentType, byte[] content) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, contentType);
        byte[] body = content;
        if (content.length > COMPRESS_ABOVE && compressible(contentType)) {
            headers.put(HttpHeader.VARY, "Accept-Encoding");
            if (takesGzip(request.getHeaders().getValuesList(HttpHeader.ACCEPT_ENCODING))) {
                headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
                body = gzip(content);
            }
        }
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        return ByteBuffer.wrap(body);
    }

    private static boolean compressible(String contentType) {
        return contentType.startsWith("text/") || contentType.contains("json") || contentType.contains("svg");
    }

    private static boolean takesGzip(@Nullable List<String> accepted) {
        if (accepted == null) {
            return false;
        }
        return accepted.stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(value -> value.replace(" ", "").toLowerCase(Locale.ROOT))
                .anyMatch(value ->
                        value.equals("gzip") || (value.startsWith("gzip;q=") && !value.matches("gzip;q=0(\\.0*)?")));
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(content.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
