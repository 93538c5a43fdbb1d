package io.millrace.egress;

import io.millrace.sdk.Egress;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Exchange;
import io.millrace.sdk.HttpAnswer;
import io.millrace.sdk.HttpCall;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way out of one attempt: sends, follows redirects where asked, and records every exchange. */
final class AttemptEgress implements Egress {
    private static final Logger log = LoggerFactory.getLogger(AttemptEgress.class);

    private final EgressSettings settings;
    private final InstantSource clock;
    private final Wire wire;
    private final PlainSockets sockets;
    private final Consumer<Exchange> recorder;

    AttemptEgress(
            EgressSettings settings, InstantSource clock, AddressGuard guard, Wire wire, Consumer<Exchange> recorder) {
        this.settings = settings;
        this.clock = clock;
        this.wire = wire;
        this.sockets = new PlainSockets(guard, settings.connectTimeout());
        this.recorder = recorder;
    }

    @Override
    public HttpAnswer send(HttpCall call) throws ToolException {
        Deadline deadline = Deadline.in(call.timeout());
        OutgoingRequest request = OutgoingRequest.of(call, settings);
        HttpAnswer answer = recorded(request, call.maxAnswerBytes(), deadline);
        if (!call.followRedirects()) {
            return answer;
        }
        for (int followed = 0; ; followed++) {
            Optional<OutgoingRequest> next = Redirects.next(request, answer);
            if (next.isEmpty()) {
                return answer;
            }
            if (followed == Redirects.MOST) {
                throw Redirects.tooMany(request);
            }
            request = next.get();
            answer = followed(request, call, deadline);
        }
    }

    /** The call as a whole has sent something by now, so a later failure to connect is not {@code network} any more. */
    private HttpAnswer followed(OutgoingRequest request, HttpCall call, Deadline deadline) throws ToolException {
        try {
            return recorded(request, call.maxAnswerBytes(), deadline);
        } catch (ToolException e) {
            if (e.errorClass() != ErrorClass.NETWORK) {
                throw e;
            }
            throw new ToolException(ErrorClass.TIMEOUT, "After a redirect: " + e.getMessage(), e);
        }
    }

    private HttpAnswer recorded(OutgoingRequest request, long maxAnswerBytes, Deadline deadline) throws ToolException {
        CallTrace trace = new CallTrace();
        Instant startedAt = clock.instant();
        long started = System.nanoTime();
        try {
            HttpAnswer answer = wire.send(request, maxAnswerBytes, deadline, trace);
            record(request, startedAt, started, trace, answer, "");
            return answer;
        } catch (ToolException e) {
            record(request, startedAt, started, trace, null, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void record(
            OutgoingRequest request,
            Instant startedAt,
            long startedNanos,
            CallTrace trace,
            @Nullable HttpAnswer answer,
            String error) {
        SecretMask mask = request.mask();
        Exchange exchange = new Exchange(
                startedAt,
                Duration.ofNanos(System.nanoTime() - startedNanos),
                request.method(),
                request.target().shown(),
                request.shownHeaders(),
                mask.excerpt(request.payload().shown()),
                trace.status(),
                answer == null ? Map.of() : shownHeaders(answer, mask),
                answer == null ? "" : mask.excerpt(answer.body()),
                trace.remoteAddress(),
                error);
        try {
            recorder.accept(exchange);
        } catch (RuntimeException e) {
            // The request is out; losing its record must not turn its outcome into another one.
            log.warn("An exchange with {} could not be recorded.", exchange.url(), e);
        }
    }

    private static Map<String, List<String>> shownHeaders(HttpAnswer answer, SecretMask mask) {
        Map<String, List<String>> shown = new LinkedHashMap<>();
        answer.headers()
                .forEach((name, values) -> shown.put(
                        name,
                        SecretMask.isCredential(name)
                                ? List.of(Sensitive.MASK)
                                : values.stream().map(mask::header).toList()));
        return shown;
    }

    @Override
    public Socket open(String host, int port, Duration timeout) throws ToolException {
        return sockets.open(host, port, Deadline.in(timeout));
    }
}
