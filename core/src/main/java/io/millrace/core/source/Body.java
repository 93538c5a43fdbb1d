package io.millrace.core.source;

import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
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
            return json(decoded(bytes));
        } catch (CharacterCodingException e) {
            return new Unreadable(Reason.BAD_JSON, "The body is no text in UTF-8, which JSON is written in.");
        }
    }

    private static Body json(String text) {
        try {
            return new Value(Json.read(text), text);
        } catch (MillraceException e) {
            return new Unreadable(Reason.BAD_JSON, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The one text that is judged, kept and read by expressions. UTF-16 and UTF-32 are taken too, and a byte order mark is
     * left out: JSON begins with an ASCII character, so the zeros among the first four bytes tell the encoding (RFC 4627,
     * section 3).
     *
     * @throws CharacterCodingException when it is no valid text
     */
    private static String decoded(byte[] bytes) throws CharacterCodingException {
        String text = decoded(bytes, encoding(bytes));
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /**
     * A String's constructor puts U+FFFD for what stands for no character. That may stand there itself, so a decoder, which
     * takes longer, decides where there is one.
     */
    private static String decoded(byte[] bytes, Charset encoding) throws CharacterCodingException {
        String text = new String(bytes, encoding);
        return text.indexOf('\ufffd') < 0
                ? text
                : encoding.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    private static Charset encoding(byte[] bytes) {
        boolean marked = at(bytes, 0) == 0xff && at(bytes, 1) == 0xfe;
        if (at(bytes, 0) == 0 && at(bytes, 1) == 0) {
            return StandardCharsets.UTF_32BE;
        } else if (at(bytes, 2) == 0 && at(bytes, 3) == 0 && (marked || at(bytes, 1) == 0)) {
            return StandardCharsets.UTF_32LE;
        } else if (at(bytes, 0) == 0 || (at(bytes, 0) == 0xfe && at(bytes, 1) == 0xff)) {
            return StandardCharsets.UTF_16BE;
        } else if (at(bytes, 1) == 0 || marked) {
            return StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.UTF_8;
    }

    /** A byte as a number from 0 to 255; -1 behind the end. */
    private static int at(byte[] bytes, int index) {
        return index < bytes.length ? bytes[index] & 0xff : -1;
    }

    private static Body text(byte[] bytes) {
        try {
            return Value.of(Map.of("text", decoded(bytes, StandardCharsets.UTF_8)));
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
                ? json(payload)
                : body;
    }
}
