package io.millrace.egress;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Sends a request exactly once, over a connection that is known to be open.
 *
 * <p>A pooled connection that has been idle may have been closed by the server; writing to it "works", and when the answer is an
 * end of stream nobody can say whether the request was carried out. So an idle connection is asked first: it reads for a
 * millisecond, and anything but silence means that it is over. Nothing was sent then, and the call may take a fresh connection.
 *
 * <p>OkHttp repeats a request on its own when the answer is 503 with {@code Retry-After: 0}, and fails on 407, whatever its
 * settings are. Such answers pass its layers under another status; {@link CallTrace} knows the true one.
 */
final class OneRequest implements Interceptor {
    /** Shorter pauses are not worth a millisecond: no server gives up a connection that soon. */
    static final long IDLE_NANOS = Duration.ofMillis(500).toNanos();

    private static final Set<Integer> SHIELDED = Set.of(407, 503);
    private static final int HARMLESS = 500;

    /** The server closed the connection before anything of this request was sent. */
    static final class StaleConnectionException extends IOException {
        private static final long serialVersionUID = 1L;

        StaleConnectionException() {
            super("The server had closed the connection.");
        }
    }

    private final Map<Connection, Long> lastUse = Collections.synchronizedMap(new WeakHashMap<>());
    private final LongSupplier nanoTime;

    /** @param nanoTime as {@code System.nanoTime()} */
    OneRequest(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Connection connection = Objects.requireNonNull(chain.connection(), "a network interceptor has a connection");
        Long last = lastUse.get(connection);
        if (last != null && nanoTime.getAsLong() - last > IDLE_NANOS && isOver(connection.socket())) {
            throw new StaleConnectionException();
        }
        Response answer = chain.proceed(chain.request());
        lastUse.put(connection, nanoTime.getAsLong());
        return SHIELDED.contains(answer.code())
                ? answer.newBuilder().code(HARMLESS).build()
                : answer;
    }

    private static boolean isOver(Socket socket) {
        try {
            int timeout = socket.getSoTimeout();
            socket.setSoTimeout(1);
            try {
                // An end, or a byte nobody asked for: either way the connection is of no use.
                return socket.getInputStream().read() >= -1;
            } catch (SocketTimeoutException e) {
                return false;
            } finally {
                socket.setSoTimeout(timeout);
            }
        } catch (IOException e) {
            return true;
        }
    }
}
