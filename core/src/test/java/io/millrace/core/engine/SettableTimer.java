package io.millrace.core.engine;

import io.millrace.core.action.Deadlines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** A timer on which no time passes unless the test says so; what is due then runs on the test's thread. */
public final class SettableTimer implements Deadlines.Timer {
    private record Due(Duration after, Runnable work, CompletableFuture<Void> cancelled) {}

    private final List<Due> waiting = new ArrayList<>();

    @Override
    public Future<?> after(Duration time, Runnable work) {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        waiting.add(new Due(time, work, cancelled));
        return cancelled;
    }

    /** Runs what was set for this time or a shorter one and was not cancelled. */
    public void pass(Duration time) {
        List<Due> due =
                waiting.stream().filter(one -> one.after().compareTo(time) <= 0).toList();
        waiting.removeAll(due);
        due.stream()
                .filter(one -> !one.cancelled().isDone())
                .forEach(one -> one.work().run());
    }

    @Override
    public void close() {
        waiting.clear();
    }
}
