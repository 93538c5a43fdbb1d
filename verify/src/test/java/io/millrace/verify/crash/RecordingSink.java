package io.millrace.verify.crash;

import io.millrace.core.shared.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * The outside that steps call: writes down each call with its arrival and answers a moment later, so that steps are under
 * way when the server dies. The answer repeats the key of the call.
 */
final class RecordingSink implements AutoCloseable {
    /** The header that names execution and step, the same on every try. */
    static final String KEY = "X-Step";

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final Queue<SinkCall> calls = new ConcurrentLinkedQueue<>();
    private final IntSupplier life;
    private final Duration longestDelay;

    /** @param life the number of the server's present life */
    RecordingSink(IntSupplier life, Duration longestDelay) {
        this.life = life;
        this.longestDelay = longestDelay;
        connector.setHost("127.0.0.1");
        connector.setAcceptQueueSize(1_024);
        server.addConnector(connector);
        server.setHandler(new Answering());
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The sink did not start", e);
        }
    }

    String url() {
        return "http://" + address();
    }

    /** Host and port, as the server is allowed to call it. */
    String address() {
        return "127.0.0.1:" + connector.getLocalPort();
    }

    List<SinkCall> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }

    private final class Answering extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Instant arrived = Instant.now();
            int during = life.getAsInt();
            Content.Source.asString(request, StandardCharsets.UTF_8, new org.eclipse.jetty.util.Promise<>() {
                @Override
                public void succeeded(String body) {
                    String key = String.valueOf(request.getHeaders().get(KEY));
                    calls.add(new SinkCall(key, during, arrived, body));
                    answerLater(request, response, key, callback);
                }

                @Override
                public void failed(Throwable cause) {
                    callback.failed(cause); // the server died while it was sending: this call was not made
                }
            });
            return true;
        }

        private void answerLater(Request request, Response response, String key, Callback callback) {
            long delay = RandomGenerator.getDefault().nextLong(longestDelay.toMillis() + 1);
            byte[] answer = Json.writeBytes(Map.of("seen", key));
            var _ = request.getComponents()
                    .getScheduler()
                    .schedule(() -> answer(response, answer, callback), delay, TimeUnit.MILLISECONDS);
        }

        private static void answer(Response response, byte[] answer, Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.write(true, java.nio.ByteBuffer.wrap(answer), callback);
        }
    }
}
