package io.millrace.core.expression;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where expressions are evaluated that take their time: on a few platform threads. An evaluation may compute for seconds
 * without ever waiting, and a virtual thread that does so holds its carrier; as many of them as there are processors would
 * stop everything else, health checks included. So one that a look at the clock finds slow is begun anew here, where it
 * shares processors with the rest, and only the queue of its like.
 */
final class EvaluationThreads {
    private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final long IDLE_SECONDS = 10;

    /** Unbounded, because everybody in the queue is a thread that waits for its turn. */
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("expressions-", 0).factory());

    EvaluationThreads() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** One evaluation. */
    interface Evaluation<T> {
        T run() throws EvaluationException;
    }

    /** Runs it away from a virtual thread that asks; any other thread evaluates by itself. Does not end early when interrupted. */
    <T> T run(Evaluation<T> evaluation) throws EvaluationException {
        if (!Thread.currentThread().isVirtual()) {
            return evaluation.run();
        }
        FutureTask<T> task = new FutureTask<>(evaluation::run);
        threads.execute(task);
        try {
            return Objects.requireNonNull(Uninterruptibles.getUninterruptibly(task));
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case EvaluationException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case Error failed -> throw failed;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
