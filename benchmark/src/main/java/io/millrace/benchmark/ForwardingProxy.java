package io.millrace.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * What end-to-end work would cost without keeping anything: takes a POST, makes one POST of the same body elsewhere, and answers
 * 202 when that one was answered. Same server, same client library and same kind of threads as Millrace.
 */
final class ForwardingProxy implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(256, 30, TimeUnit.SECONDS))
            .readTimeout(Duration.ofSeconds(30))
            .build();
    private final String target;
    private final LocalServer server;

    ForwardingProxy(int port, String target) throws Exception {
        this.target = target;
        this.server = new LocalServer(port, new Forwarding());
    }

    private final class Forwarding extends Handler.Abstract {
        @Override
        public boolean handle(org.eclipse.jetty.server.Request request, Response response, Callback callback)
                throws IOException {
            ByteBuffer body = Content.Source.asByteBuffer(request);
            response.setStatus(forward(BufferUtil.toArray(body)) ? 202 : 502);
            response.write(true, BufferUtil.EMPTY_BUFFER, callback);
            return true;
        }
    }

    private boolean forward(byte[] body) throws IOException {
        Request call = new Request.Builder()
                .url(target)
                .post(RequestBody.create(body, JSON))
                .build();
        try (okhttp3.Response answer = client.newCall(call).execute()) {
            answer.body().bytes();
            return answer.isSuccessful();
        }
    }

    String url() {
        return server.url();
    }

    void join() throws InterruptedException {
        server.join();
    }

    @Override
    public void close() {
        server.close();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
