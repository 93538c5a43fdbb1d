package io.millrace.core.lifecycle;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A few platform threads for work that computes for long without ever waiting. A virtual thread that does so holds its
 * carrier, and as many of them as there are processors would stop everything else, health checks included; here such work
 * shares processors with the rest, and only the queue of its like.
 */
public final class ComputeThreads {
    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    /** @param name of the threads, before their number */
    public ComputeThreads(String name) {
        // The queue has no bound, because everybody in it is a thread that waits for its turn.
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs work away from a virtual thread that asks, and throws what it throws; any other thread works by itself. Does not
     * end early when interrupted.
     */
    public <T> T run(Supplier<T> work) {
        if (!Thread.currentThread().isVirtual()) {
            return work.get();
        }
        FutureTask<T> task = new FutureTask<>(work::get);
        threads.execute(task);
        try {
            return Objects.requireNonNull(Uninterruptibles.getUninterruptibly(task));
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failed -> throw failed;
                case Error failed -> throw failed;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
