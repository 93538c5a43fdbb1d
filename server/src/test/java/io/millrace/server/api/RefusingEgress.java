package io.millrace.server.api;

import io.millrace.sdk.Egress;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.HttpAnswer;
import io.millrace.sdk.HttpCall;
import io.millrace.sdk.ToolException;
import java.net.Socket;
import java.time.Duration;

/** A way out that lets nothing out. */
record RefusingEgress() implements Egress {
    @Override
    public HttpAnswer send(HttpCall call) throws ToolException {
        throw new ToolException(ErrorClass.NETWORK, "Tests of the API call nobody.");
    }

    @Override
    public Socket open(String host, int port, Duration timeout) throws ToolException {
        throw new ToolException(ErrorClass.NETWORK, "Tests of the API call nobody.");
    }
}
