package io.millrace.core.engine;

import io.millrace.sdk.Action;
import io.millrace.sdk.ActionCall;
import io.millrace.sdk.Egress;
import io.millrace.sdk.EgressFactory;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Exchange;
import io.millrace.sdk.HttpAnswer;
import io.millrace.sdk.HttpBody;
import io.millrace.sdk.HttpCall;
import io.millrace.sdk.ToolException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A server that allows so many requests in each of its windows, counted from the first one after the last window's end, and
 * says in every answer what is left, in the headers of the IETF draft. Further requests are answered 429.
 */
public final class LimitedServer implements EgressFactory {
    private final InstantSource clock;
    private final int limit;
    private final Duration window;
    private final List<Instant> served = new ArrayList<>();
    private final List<Instant> refused = new ArrayList<>();
    private Instant ends = Instant.MIN;
    private int used;

    public LimitedServer(InstantSource clock, int limit, Duration window) {
        this.clock = clock;
        this.limit = limit;
        this.window = window;
    }

    public List<Instant> served() {
        return served;
    }

    public List<Instant> refused() {
        return refused;
    }

    /** A call of the tool that asks this server once. */
    public static Action asking() {
        return call -> {
            HttpAnswer answer = call.egress().send(request(call));
            if (answer.status() == 429) {
                throw ToolException.retryAfter(
                        ErrorClass.RATE_LIMIT,
                        "Slow down.",
                        Duration.ofSeconds(
                                Long.parseLong(answer.header("ratelimit-reset").orElseThrow())));
            }
            return Map.of();
        };
    }

    private static HttpCall request(ActionCall call) {
        return HttpCall.of("GET", "https://example.com/", List.of(), HttpBody.none(), call.timeout());
    }

    private int answer() {
        Instant now = clock.instant();
        if (!now.isBefore(ends)) {
            ends = now.plus(window);
            used = 0;
        }
        if (used == limit) {
            refused.add(now);
            return 429;
        }
        used++;
        served.add(now);
        return 200;
    }

    private Map<String, List<String>> headers() {
        Duration left = Duration.between(clock.instant(), ends);
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("ratelimit-limit", List.of(String.valueOf(limit)));
        headers.put("ratelimit-remaining", List.of(String.valueOf(limit - used)));
        headers.put("ratelimit-reset", List.of(String.valueOf((left.toMillis() + 999) / 1000)));
        return headers;
    }

    @Override
    public Egress forAttempt(Consumer<Exchange> recorder) {
        return new Egress() {
            @Override
            public HttpAnswer send(HttpCall call) {
                int status = answer();
                recorder.accept(new Exchange(
                        clock.instant(),
                        Duration.ZERO,
                        "GET",
                        "https://example.com/",
                        Map.of(),
                        "",
                        status,
                        headers(),
                        "",
                        "192.0.2.1:443",
                        ""));
                return new HttpAnswer(status, headers(), new byte[0]);
            }

            @Override
            public Socket open(String host, int port, Duration timeout) throws ToolException {
                throw new ToolException(ErrorClass.NETWORK, "There is no network here.");
            }
        };
    }
}
