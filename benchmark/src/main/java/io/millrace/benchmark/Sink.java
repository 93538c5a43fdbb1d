package io.millrace.benchmark;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/** Reads every call, counts it and answers at once. A {@code GET} tells the count. */
final class Sink implements AutoCloseable {
    private final LongAdder calls = new LongAdder();
    private final LocalServer server;

    Sink(int port, int status) throws Exception {
        server = new LocalServer(port, new Counting(status));
    }

    /** @param seen is handed each body as soon as it is complete, by several threads at once */
    Sink(int port, int status, Consumer<ByteBuffer> seen) throws Exception {
        server = new LocalServer(port, new Reading(status, seen));
    }

    private class Counting extends Handler.Abstract.NonBlocking {
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
            take(request, Callback.from(() -> answer(response, callback), callback::failed));
            return true;
        }

        void take(Request request, Callback taken) {
            Content.Source.consumeAll(request, taken);
        }

        private void answer(Response response, Callback callback) {
            calls.increment();
            response.setStatus(status);
            response.write(true, BufferUtil.EMPTY_BUFFER, callback);
        }
    }

    private final class Reading extends Counting {
        private final Consumer<ByteBuffer> seen;

        Reading(int status, Consumer<ByteBuffer> seen) {
            super(status);
            this.seen = seen;
        }

        @Override
        void take(Request request, Callback taken) {
            Content.Source.asByteBuffer(
                    request,
                    Promise.from(
                            body -> {
                                seen.accept(body);
                                taken.succeeded();
                            },
                            taken::failed));
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
