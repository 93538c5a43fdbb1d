package io.millrace.egress;

import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.HttpBody;
import io.millrace.sdk.HttpCall;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * A body as it is written.
 *
 * @param bytes what is sent
 * @param shown the same with its hidden parts masked
 * @param mediaType for {@code Content-Type} when no header sets it; empty for no body
 * @param hidden whether it holds a hidden text
 */
record Payload(byte[] bytes, byte[] shown, String mediaType, boolean hidden) {
    static final Payload NONE = new Payload(new byte[0], new byte[0], "", false);

    private static final String WRITER = "millrace.writer";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Sensitive.class, new SensitiveWriter()))
            .build();

    /** Writes a sensitive text the way the call at hand asks for: revealed or masked. */
    private static final class SensitiveWriter extends ValueSerializer<Sensitive> {
        @Override
        @SuppressWarnings("unchecked")
        public void serialize(Sensitive value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(((Function<Object, String>) context.getAttribute(WRITER)).apply(value));
        }
    }

    /** Reveals, and remembers whether there was anything to reveal. */
    private static final class Revealing implements Function<Object, String> {
        private final Secrets secrets;
        private boolean hidden;

        Revealing(Secrets secrets) {
            this.secrets = secrets;
        }

        @Override
        public String apply(Object value) {
            hidden |= value instanceof Sensitive;
            return secrets.reveal(value);
        }
    }

    boolean isEmpty() {
        return mediaType.isEmpty();
    }

    /**
     * Writes a body and remembers in {@code secrets} what was revealed for it.
     *
     * @throws ToolException {@code validation} when it cannot be written or is larger than allowed
     */
    static Payload of(HttpBody body, Secrets secrets, long maxBytes) throws ToolException {
        Revealing revealing = new Revealing(secrets);
        Payload payload = switch (body) {
            case HttpBody.None none -> NONE;
            case HttpBody.Json(Object value) -> written(writer -> json(value, writer), revealing, "application/json");
            case HttpBody.Form(List<HttpCall.Field> fields) ->
                written(writer -> form(fields, writer), revealing, "application/x-www-form-urlencoded");
            case HttpBody.Text(Object text, String mediaType) ->
                written(writer -> writer.apply(text), revealing, mediaType);
            case HttpBody.Multipart(List<HttpBody.Part> parts) -> multipart(parts, revealing);
        };
        if (payload.bytes.length > maxBytes) {
            throw new ToolException(
                    ErrorClass.VALIDATION,
                    "The request's body has " + payload.bytes.length + " bytes; at most " + maxBytes + " may be sent.");
        }
        return payload;
    }

    /** A JSON text literal with its quotes. */
    static String jsonText(String text) {
        return JSON.writeValueAsString(text);
    }

    private static Payload written(
            Function<Function<Object, String>, String> format, Revealing revealing, String mediaType)
            throws ToolException {
        try {
            byte[] bytes = format.apply(revealing).getBytes(StandardCharsets.UTF_8);
            byte[] shown = revealing.hidden ? format.apply(String::valueOf).getBytes(StandardCharsets.UTF_8) : bytes;
            return new Payload(bytes, shown, mediaType, revealing.hidden);
        } catch (JacksonException e) {
            throw new ToolException(
                    ErrorClass.VALIDATION,
                    "The request's body cannot be written as JSON; it may be nested too deeply.");
        }
    }

    private static String json(@Nullable Object value, Function<Object, String> writer) {
        return JSON.writer().withAttribute(WRITER, writer).writeValueAsString(value);
    }

    private static String form(List<HttpCall.Field> fields, Function<Object, String> writer) {
        return fields.stream()
                .map(field -> encoded(field.name()) + "=" + encoded(writer.apply(field.value())))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        // The mask consists of characters that form encoding leaves alone, so it stays readable.
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** RFC 7578; the names are quoted as the HTML standard says. */
    private static Payload multipart(List<HttpBody.Part> parts, Revealing revealing) throws ToolException {
        String boundary = UUID.randomUUID().toString();
        return written(
                writer -> multipart(parts, boundary, writer), revealing, "multipart/form-data; boundary=" + boundary);
    }

    private static String multipart(List<HttpBody.Part> parts, String boundary, Function<Object, String> writer) {
        StringBuilder text = new StringBuilder();
        for (HttpBody.Part part : parts) {
            text.append("--")
                    .append(boundary)
                    .append("\r\nContent-Disposition: form-data; name=")
                    .append(quoted(part.name()));
            if (!part.fileName().isEmpty()) {
                text.append("; filename=").append(quoted(part.fileName()));
            }
            if (!part.mediaType().isEmpty()) {
                text.append("\r\nContent-Type: ").append(part.mediaType().replaceAll("[\\r\\n]", " "));
            }
            text.append("\r\n\r\n").append(writer.apply(part.text())).append("\r\n");
        }
        return text.append("--").append(boundary).append("--\r\n").toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22") + '"';
    }
}
