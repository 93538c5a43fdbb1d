package io.millrace.core.tool;

import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.HttpAnswer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer as expressions see it: {@code status}, {@code headers} (names in lower case, several values joined by a comma,
 * cookies by a line break) and {@code body} (the JSON value when the answer says it is JSON and it is, else its text, and
 * {@code null} when there is none).
 */
record AnswerView(
        int status, Map<String, String> headers, @Nullable Object body) {
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([A-Za-z0-9_.:-]+)", Pattern.CASE_INSENSITIVE);

    static AnswerView of(HttpAnswer answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        answer.headers().forEach((name, values) -> headers.put(name, joined(name, values)));
        String type = answer.header("content-type").orElse("");
        return new AnswerView(answer.status(), headers, body(answer.body(), type));
    }

    boolean is2xx() {
        return status >= 200 && status < 300;
    }

    Map<String, @Nullable Object> asJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("status", (long) status);
        json.put("headers", headers);
        json.put("body", body);
        return json;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    private static String joined(String name, List<String> values) {
        return String.join("set-cookie".equals(name) ? "\n" : ", ", values);
    }

    private static @Nullable Object body(byte[] bytes, String type) {
        if (bytes.length == 0) {
            return null;
        }
        String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (media.equals("application/json") || media.endsWith("+json") || media.equals("text/json")) {
            try {
                return Json.read(bytes);
            } catch (MillraceException _) {
                return text(bytes, type);
            }
        }
        return text(bytes, type);
    }

    private static String text(byte[] bytes, String type) {
        Matcher charset = CHARSET.matcher(type);
        if (charset.find() && isSupported(charset.group(1))) {
            return new String(bytes, Charset.forName(charset.group(1)));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static boolean isSupported(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
