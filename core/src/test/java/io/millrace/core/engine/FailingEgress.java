package io.millrace.core.engine;

import io.millrace.sdk.Egress;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Exchange;
import io.millrace.sdk.HttpAnswer;
import io.millrace.sdk.HttpCall;
import io.millrace.sdk.ToolException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A way out on which every call is answered 503, and which keeps what was sent without hiding anything. */
record FailingEgress(Consumer<Exchange> recorder) implements Egress {
    @Override
    public HttpAnswer send(HttpCall call) throws ToolException {
        String said = "sent " + call;
        recorder.accept(new Exchange(
                Instant.EPOCH,
                Duration.ofMillis(1),
                "POST",
                "https://example.com/?q=" + said,
                Map.of("x-said", List.of(said)),
                said,
                503,
                Map.of(),
                said,
                "192.0.2.1:443",
                ""));
        throw new ToolException(ErrorClass.SERVER_ERROR, "The tool answered 503.");
    }

    @Override
    public Socket open(String host, int port, Duration timeout) throws ToolException {
        throw new ToolException(ErrorClass.NETWORK, "There is no network here.");
    }
}
