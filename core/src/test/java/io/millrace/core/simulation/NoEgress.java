package io.millrace.core.simulation;

import io.millrace.sdk.Egress;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Exchange;
import io.millrace.sdk.HttpAnswer;
import io.millrace.sdk.HttpCall;
import io.millrace.sdk.ToolException;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Consumer;

/** There is no network in a simulation, and its tool asks for none. */
record NoEgress(Consumer<Exchange> recorder) implements Egress {
    @Override
    public HttpAnswer send(HttpCall call) throws ToolException {
        throw new ToolException(ErrorClass.NETWORK, "There is no network here.");
    }

    @Override
    public Socket open(String host, int port, Duration timeout) throws ToolException {
        throw new ToolException(ErrorClass.NETWORK, "There is no network here.");
    }
}
