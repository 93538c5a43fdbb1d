package io.millrace.egress;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Follows one request as far as it gets, so that a failure can be told apart: nothing sent, or sent and not answered. A request
 * counts as sent from the moment its first byte might have left.
 *
 * <p>All events come on the thread that makes the call.
 */
final class CallTrace extends EventListener {
    /** What the call was busy with. */
    enum Phase {
        LOOKING_UP("looking up the name"),
        CONNECTING("connecting"),
        SECURING("agreeing on TLS"),
        SENDING("sending the request"),
        WAITING("waiting for the answer"),
        READING("reading the answer");

        private final String text;

        Phase(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private Phase phase = Phase.LOOKING_UP;
    private String remoteAddress = "";
    private int status;

    /** Notes that the name has been looked up. */
    void connecting() {
        phase = Phase.CONNECTING;
    }

    Phase phase() {
        return phase;
    }

    boolean sent() {
        return phase.compareTo(Phase.SENDING) >= 0;
    }

    /** Address and port of the connection, or an empty text. */
    String remoteAddress() {
        return remoteAddress;
    }

    /** The answer's status as it came over the wire, or 0. */
    int status() {
        return status;
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        connecting();
    }

    @Override
    public void secureConnectStart(Call call) {
        phase = Phase.SECURING;
    }

    @Override
    public void secureConnectEnd(Call call, Handshake handshake) {
        connecting();
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        InetSocketAddress address = connection.route().socketAddress();
        String host = address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        remoteAddress = (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    @Override
    public void requestHeadersStart(Call call) {
        phase = Phase.SENDING;
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
        phase = request.body() == null ? Phase.WAITING : Phase.SENDING;
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
        phase = Phase.WAITING;
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        phase = Phase.READING;
        status = response.code();
    }
}
