package io.millrace.benchmark;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Reads every call, counts it and answers at once. A {@code GET} tells the count. It also serves as the server that stores nothing. */
final class Sink implements AutoCloseable {
    private final LongAdder calls = new LongAdder();
    private final LocalServer server;

    Sink(int port, int status) throws Exception {
        server = new LocalServer(port, new Counting(status));
    }

    private final class Counting extends Handler.Abstract.NonBlocking {
        private final int status;

        Counting(int status) {
            this.status = status;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (request.getMethod().equals("GET")) {
                ByteBuffer count = BufferUtil.toBuffer(Long.toString(calls.sum()));
                response.write(true, count, callback);
                return true;
            }
            Content.Source.consumeAll(request, Callback.from(() -> answer(response, callback), callback::failed));
            return true;
        }

        private void answer(Response response, Callback callback) {
            calls.increment();
            response.setStatus(status);
            response.write(true, BufferUtil.EMPTY_BUFFER, callback);
        }
    }

    long calls() {
        return calls.sum();
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
    }
}
