package io.millrace.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up within a deadline. The system's resolver blocks in native code, where it can neither be interrupted nor leave
 * a virtual thread's carrier, so it runs on a few threads of its own and the caller waits for as long as it may.
 */
final class NameLookup implements AutoCloseable {
    private static final int THREADS = 32;
    private static final int WAITING = 4_096;

    /** A name that could not be looked up in time. */
    static final class TooSlowException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        TooSlowException(String host) {
            super(host);
        }
    }

    private final NameResolver resolver;
    private final ThreadPoolExecutor threads;

    NameLookup(NameResolver resolver) {
        this.resolver = resolver;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("egress-names-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * All addresses of a name, IPv4 first: addresses are tried one after the other, and a network without a way out over IPv6
     * would otherwise pay the connect timeout on every call.
     *
     * @throws UnknownHostException when there is none, when it takes too long, or when the thread is interrupted, which stays
     *     interrupted
     */
    List<InetAddress> addressesOf(String host, Deadline deadline) throws UnknownHostException {
        Future<List<InetAddress>> answer;
        try {
            answer = threads.submit(() -> resolver.resolve(host));
        } catch (RejectedExecutionException e) {
            throw new TooSlowException(host);
        }
        try {
            return answer.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS).stream()
                    .sorted(Comparator.comparingInt(address -> address instanceof Inet4Address ? 0 : 1))
                    .toList();
        } catch (TimeoutException e) {
            answer.cancel(false);
            throw new TooSlowException(host);
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw new TooSlowException(host);
        } catch (ExecutionException e) {
            throw new UnknownHostException(host);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
