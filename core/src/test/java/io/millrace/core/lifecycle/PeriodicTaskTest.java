package io.millrace.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {
    private static final Duration AT_ONCE = Duration.ofNanos(1);

    @Test
    void survives_whatever_is_thrown_and_an_interrupt() throws InterruptedException {
        AtomicInteger turns = new AtomicInteger();
        CountDownLatch fourth = new CountDownLatch(4);
        try (PeriodicTask task = new PeriodicTask("test", AT_ONCE, () -> {
            fourth.countDown();
            switch (turns.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("first");
                case 2 -> throw new AssertionError("second");
                case 3 -> Thread.currentThread().interrupt();
                default -> {}
            }
        })) {
            task.start();
            assertThat(fourth.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void ends_with_the_turn_under_way() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        PeriodicTask task = new PeriodicTask("test", AT_ONCE, () -> thread.complete(Thread.currentThread()));
        task.start();
        Thread working = thread.orTimeout(10, TimeUnit.SECONDS).join();

        task.close();

        assertThat(working.isAlive()).isFalse();
    }

    @Test
    void one_that_was_never_started_can_be_closed() {
        new PeriodicTask("test", AT_ONCE, () -> {}).close();
    }
}
