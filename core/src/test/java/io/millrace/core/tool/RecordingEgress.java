package io.millrace.core.tool;

import io.millrace.core.shared.Json;
import io.millrace.sdk.Egress;
import io.millrace.sdk.HttpAnswer;
import io.millrace.sdk.HttpCall;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives the answers it was told to and keeps the calls. */
final class RecordingEgress implements Egress {
    final List<HttpCall> calls = new ArrayList<>();
    private final Deque<HttpAnswer> answers = new ArrayDeque<>();

    RecordingEgress answers(int status, Object json, Map<String, List<String>> headers) {
        Map<String, List<String>> all = new HashMap<>(headers);
        all.put("content-type", List.of("application/json"));
        answers.add(new HttpAnswer(status, all, Json.writeBytes(json)));
        return this;
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        calls.add(call);
        return answers.remove();
    }

    @Override
    public Socket open(String host, int port, Duration timeout) {
        throw new UnsupportedOperationException("No manifest opens a socket");
    }
}
