package io.millrace.core.simulation;

import io.millrace.core.action.Deadlines;
import io.millrace.core.engine.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Deadlines by the simulated clock. */
final class SimulatedTimer implements Deadlines.Timer {
    private record Due(Instant at, Runnable work, CompletableFuture<Void> cancelled) {}

    private final SettableClock clock;
    private final List<Due> waiting = new ArrayList<>();

    SimulatedTimer(SettableClock clock) {
        this.clock = clock;
    }

    @Override
    public Future<?> after(Duration time, Runnable work) {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        waiting.add(new Due(clock.instant().plus(time), work, cancelled));
        return cancelled;
    }

    /** Runs what is due now. */
    void strike() {
        waiting.removeIf(due -> due.cancelled().isDone());
        List<Due> due = waiting.stream()
                .filter(one -> !one.at().isAfter(clock.instant()))
                .toList();
        waiting.removeAll(due);
        due.forEach(one -> one.work().run());
    }

    @Override
    public void close() {
        waiting.clear();
    }
}
