package io.millrace.core.tool;

import io.millrace.core.shared.Json;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.HttpBody;
import io.millrace.sdk.HttpCall;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the resolved {@code body} of a request: an object of {@code type}, {@code value} and perhaps {@code media_type}. */
final class RequestBody {
    private static final String PLAIN_TEXT = "text/plain; charset=utf-8";

    /** How a body is written. */
    enum Type {
        JSON,
        FORM,
        MULTIPART,
        TEXT;

        static Optional<Type> of(String name) {
            for (Type type : values()) {
                if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
        }
    }

    private RequestBody() {}

    /** No body when the value resolved to nothing. */
    static HttpBody of(@Nullable Object resolved) throws ToolException {
        if (!(resolved instanceof Map<?, ?> body) || !body.containsKey("value")) {
            return HttpBody.none();
        }
        Object value = body.get("value");
        String name = String.valueOf(body.get("type"));
        Type type = Type.of(name)
                .orElseThrow(() -> new ToolException(
                        ErrorClass.VALIDATION, "A body of the type '" + name + "' cannot be written."));
        return switch (type) {
            case JSON -> new HttpBody.Json(value);
            case FORM -> new HttpBody.Form(fields("form", value));
            case MULTIPART -> new HttpBody.Multipart(parts(value));
            case TEXT -> new HttpBody.Text(text(value), mediaType(body));
        };
    }

    /**
     * The named texts of an object: a list repeats the name, {@code null} leaves it out.
     *
     * @param what where they go, for the message when they are no object
     */
    static List<HttpCall.Field> fields(String what, @Nullable Object value) throws ToolException {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new ToolException(
                    ErrorClass.VALIDATION, "The " + what + " of the request must be an object of names and values.");
        }
        List<HttpCall.Field> fields = new ArrayList<>();
        map.forEach((name, inner) -> {
            for (Object item : inner instanceof List<?> list ? list : Collections.singletonList(inner)) {
                if (item != null) {
                    fields.add(new HttpCall.Field(String.valueOf(name), text(item)));
                }
            }
        });
        return fields;
    }

    private static List<HttpBody.Part> parts(@Nullable Object value) throws ToolException {
        if (!(value instanceof Map<?, ?> map)) {
            throw new ToolException(ErrorClass.VALIDATION, "A multipart body must be an object of names and parts.");
        }
        List<HttpBody.Part> parts = new ArrayList<>();
        map.forEach((name, inner) -> {
            for (Object item : inner instanceof List<?> list ? list : Collections.singletonList(inner)) {
                if (item != null) {
                    parts.add(part(String.valueOf(name), item));
                }
            }
        });
        return parts;
    }

    private static HttpBody.Part part(String name, Object item) {
        if (item instanceof Map<?, ?> file && file.containsKey("text")) {
            return new HttpBody.Part(
                    name,
                    text(file.get("text")),
                    file.get("file_name") instanceof String fileName ? fileName : "",
                    file.get("media_type") instanceof String type ? type : "");
        }
        return new HttpBody.Part(name, text(item), "", "");
    }

    private static String mediaType(Map<?, ?> body) {
        return body.get("media_type") instanceof String type && !type.isBlank() ? type : PLAIN_TEXT;
    }

    /** Texts and secrets stay as they are; everything else is written as JSON. */
    static Object text(@Nullable Object value) {
        return value instanceof String || value instanceof Sensitive ? value : Json.write(value);
    }
}
