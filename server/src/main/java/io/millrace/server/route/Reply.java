package io.millrace.server.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a handler answers.
 *
 * @param <R> what the route says it gives
 */
public final class Reply<R> {
    private final int status;

    @Nullable
    private final R body;

    private final List<Header> headers = new ArrayList<>();

    /** A header of the answer. */
    record Header(String name, String value) {}

    private Reply(int status, @Nullable R body) {
        this.status = status;
        this.body = body;
    }

    public static <R> Reply<R> of(int status, R body) {
        return new Reply<>(status, body);
    }

    public static <R> Reply<R> ok(R body) {
        return of(200, body);
    }

    /** @param location the path of the new thing */
    public static <R> Reply<R> created(R body, String location) {
        return of(201, body).with("Location", location);
    }

    public static <R> Reply<R> accepted(R body) {
        return of(202, body);
    }

    /** An answer without a body. */
    public static <R> Reply<R> nothing() {
        return new Reply<>(204, null);
    }

    public Reply<R> with(String header, String value) {
        headers.add(new Header(header, value));
        return this;
    }

    /** Marks the answer with the revision that {@code If-Match} asks for on the next change. */
    public Reply<R> revision(long revision) {
        return with("ETag", "\"" + revision + "\"");
    }

    int status() {
        return status;
    }

    Optional<R> body() {
        return Optional.ofNullable(body);
    }

    List<Header> headers() {
        return headers;
    }
}
