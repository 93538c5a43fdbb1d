package io.millrace.core.source;

import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a request says, as a JSON value: JSON as it is, a form as an object (a repeated field as a list), any
 * other text as {@code {"text": ...}}, other bytes as {@code {"base64": ...}}, no body as {@code null}. A body without a
 * content type is JSON if it can be read as such.
 */
sealed interface Body {
    /** The most fields of a form. */
    int MOST_FIELDS = 1_000;

    /** @param json the data as JSON text */
    record Value(@Nullable Object data, String json) implements Body {
        static Value of(@Nullable Object data) {
            return new Value(data, Json.write(data));
        }
    }

    record Unreadable(Reason reason, String detail) implements Body {}

    static Body read(InboundRequest request) {
        if (request.body().length == 0) {
            return Value.of(null);
        }
        String type = mediaType(request);
        if (isJson(type)) {
            return json(request.body());
        }
        if (type.equals("application/x-www-form-urlencoded")) {
            return form(new String(request.body(), StandardCharsets.UTF_8));
        }
        return type.isEmpty() && json(request.body()) instanceof Value value ? value : text(request.body());
    }

    private static String mediaType(InboundRequest request) {
        String type = request.header("content-type").orElse("");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isJson(String type) {
        return type.equals("application/json") || type.equals("text/json") || type.endsWith("+json");
    }

    private static Body json(byte[] bytes) {
        try {
            Object data = Json.read(bytes);
            return isUtf8(bytes) ? new Value(data, new String(bytes, StandardCharsets.UTF_8)) : Value.of(data);
        } catch (MillraceException e) {
            return new Unreadable(Reason.BAD_JSON, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Whether bytes that were read as JSON are UTF-8 from the first to the last. The reader also takes UTF-16 and UTF-32
     * and skips a byte order mark; JSON begins with an ASCII character, and UTF-8 has no zero beside it.
     */
    private static boolean isUtf8(byte[] json) {
        return json[0] > 0 && (json.length == 1 || json[1] != 0);
    }

    private static Body text(byte[] bytes) {
        try {
            // A new decoder reports what is no UTF-8, where String's constructor would replace it silently.
            return Value.of(Map.of(
                    "text",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString()));
        } catch (CharacterCodingException e) {
            return Value.of(Map.of("base64", Base64.getEncoder().encodeToString(bytes)));
        }
    }

    private static Body form(String encoded) {
        String[] pairs = encoded.split("&", MOST_FIELDS + 1);
        if (pairs.length > MOST_FIELDS) {
            return new Unreadable(Reason.BAD_FORM, "The form has more than " + MOST_FIELDS + " fields.");
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        try {
            for (String pair : pairs) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                if (!pair.isEmpty()) {
                    fields.computeIfAbsent(decode(name), _ -> new ArrayList<>()).add(decode(value));
                }
            }
        } catch (IllegalArgumentException e) {
            return new Unreadable(
                    Reason.BAD_FORM, "The form has a percent sign that two hexadecimal digits do not follow.");
        }
        Map<String, Object> data = new LinkedHashMap<>();
        fields.forEach((name, values) -> data.put(name, values.size() == 1 ? values.getFirst() : values));
        return Value.of(data);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Some senders put their JSON into the field {@code payload} of a form; this takes it out. */
    static Body withoutForm(Body body) {
        return body instanceof Value value
                        && value.data() instanceof Map<?, ?> form
                        && form.size() == 1
                        && form.get("payload") instanceof String payload
                ? json(payload.getBytes(StandardCharsets.UTF_8))
                : body;
    }
}
