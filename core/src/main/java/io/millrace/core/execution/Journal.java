package io.millrace.core.execution;

import io.millrace.core.shared.Json;
import io.millrace.sdk.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How an attempt is written down, and how much of it. What is given here is masked already. */
final class Journal {
    /** The most that is kept of the requests and answers of one attempt, in characters of JSON. */
    static final int MAX_EXCHANGES = 512 << 10;

    /** The longest message kept; tools quote whole pages when they fail. */
    static final int MAX_MESSAGE = 4_000;

    private static final String LEFT_OUT = "(left out: the requests of this attempt are too large to be kept)";

    private Journal() {}

    /** A value as JSON text; empty when it is larger than a number of bytes. */
    static Optional<String> value(@Nullable Object value, int mostBytes) {
        byte[] json = Json.writeBytes(value);
        return json.length > mostBytes ? Optional.empty() : Optional.of(new String(json, StandardCharsets.UTF_8));
    }

    /** A message as it can be kept: not too long, and without the one character that PostgreSQL does not take. */
    static String message(String message) {
        String kept = message.replace('\0', '\uFFFD');
        return kept.length() <= MAX_MESSAGE ? kept : kept.substring(0, MAX_MESSAGE) + "… (cut)";
    }

    /** The exchanges as a JSON array, without their bodies and headers when they are too large; null when there are none. */
    static @Nullable String exchanges(List<Exchange> exchanges) {
        if (exchanges.isEmpty()) {
            return null;
        }
        String full = written(exchanges, Journal::view);
        return full.length() <= MAX_EXCHANGES ? full : written(exchanges, Journal::outline);
    }

    private static String written(List<Exchange> exchanges, Function<Exchange, Map<String, Object>> view) {
        return Json.write(exchanges.stream().map(view).toList());
    }

    private static Map<String, Object> view(Exchange exchange) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("started_at", exchange.startedAt().toString());
        view.put("duration_ms", exchange.duration().toMillis());
        view.put("method", exchange.method());
        view.put("url", message(exchange.url()));
        view.put("request_headers", exchange.requestHeaders());
        view.put("request_body", exchange.requestBody());
        view.put("status", (long) exchange.status());
        view.put("response_headers", exchange.answerHeaders());
        view.put("response_body", exchange.answerBody());
        view.put("remote_address", exchange.remoteAddress());
        view.put("error", message(exchange.error()));
        return view;
    }

    private static Map<String, Object> outline(Exchange exchange) {
        Map<String, Object> outline = view(exchange);
        outline.put("request_headers", Map.of());
        outline.put("request_body", LEFT_OUT);
        outline.put("response_headers", Map.of());
        outline.put("response_body", LEFT_OUT);
        return outline;
    }
}
