package io.millrace.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.engine.EngineRows;
import io.millrace.core.engine.SettableClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WakeTest {
    private static final Duration LONG = Duration.ofDays(1);

    private final SettableClock clock = new SettableClock(EngineRows.T0);
    private final Wake wake = new Wake();

    private CompletableFuture<Void> waiting() {
        return CompletableFuture.runAsync(() -> {
            try {
                wake.awaitTurn(clock, EngineRows.T0.plus(LONG));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void a_time_that_has_come_is_not_waited_for() throws Exception {
        wake.awaitTurn(clock, EngineRows.T0);
        wake.awaitTurn(clock, EngineRows.T0.minusSeconds(1));
    }

    @Test
    void what_was_said_before_counts_once() throws Exception {
        wake.now();
        wake.awaitTurn(clock, EngineRows.T0.plus(LONG));

        CompletableFuture<Void> next = waiting();
        assertThat(next).isNotDone();
        wake.now();
        next.get(30, TimeUnit.SECONDS);
    }

    @Test
    void the_earliest_time_that_somebody_names_counts() throws Exception {
        wake.noLaterThan(EngineRows.T0.plusSeconds(5));
        wake.noLaterThan(EngineRows.T0.plusSeconds(50));
        CompletableFuture<Void> waits = waiting();
        clock.advance(Duration.ofSeconds(4));
        wake.noLaterThan(EngineRows.T0.plusSeconds(70));
        assertThat(waits).isNotDone();

        clock.advance(Duration.ofSeconds(1));
        wake.noLaterThan(EngineRows.T0.plusSeconds(70));
        waits.get(30, TimeUnit.SECONDS);
    }
}
