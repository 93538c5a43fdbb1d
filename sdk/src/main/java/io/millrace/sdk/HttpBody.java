package io.millrace.sdk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a request. A {@link Sensitive} may stand wherever a text may. */
public sealed interface HttpBody {
    /** No body. */
    record None() implements HttpBody {}

    /** A JSON value, sent as {@code application/json} unless a header says otherwise. */
    record Json(@Nullable Object value) implements HttpBody {}

    /** {@code application/x-www-form-urlencoded}. */
    record Form(List<HttpCall.Field> fields) implements HttpBody {}

    /** {@code multipart/form-data}. */
    record Multipart(List<Part> parts) implements HttpBody {}

    /** A text in UTF-8 with its media type. */
    record Text(Object text, String mediaType) implements HttpBody {}

    /** One part of a multipart body; {@code fileName} and {@code mediaType} are empty for a plain field. */
    record Part(String name, Object text, String fileName, String mediaType) {}

    /** No body. */
    static HttpBody none() {
        return new None();
    }
}
