package io.millrace.core.execution;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.millrace.core.workflow.PlannedStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts tries by tool and by what came of them. Meters are looked up once: a look-up by tags would cost more than the rest. */
final class StepMetrics {
    private final MeterRegistry metrics;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    private record Key(String tool, String result) {}

    StepMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void record(PlannedStep step, Verdict verdict, Instant startedAt, Instant finishedAt) {
        timers.computeIfAbsent(new Key(tool(step), result(verdict)), this::timer)
                .record(Duration.between(startedAt, finishedAt));
    }

    private Timer timer(Key key) {
        return Timer.builder("millrace.attempts")
                .description("Tries of steps, by tool and by error class, 'ok', 'reused', 'skipped' or 'waiting'")
                .tag("tool", key.tool())
                .tag("result", key.result())
                .publishPercentileHistogram()
                .register(metrics);
    }

    private static String tool(PlannedStep step) {
        return step.work() instanceof PlannedStep.PlannedAction action
                ? action.action().substring(0, action.action().indexOf('.'))
                : step.work().kind().code();
    }

    private static String result(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Done done -> "ok";
            case Verdict.Reuse reuse -> "reused";
            case Verdict.Assign assign -> "ok";
            case Verdict.FanOut fanOut -> "ok";
            case Verdict.Wait wait -> "waiting";
            case Verdict.Start start -> start.until().isPresent() ? "waiting" : "ok";
            case Verdict.Skip skip -> "skipped";
            case Verdict.Retry retry -> retry.errorClass().code();
            case Verdict.Fail fail -> fail.errorClass().code();
            case Verdict.Ask ask -> ask.errorClass().code();
            case Verdict.Stop stop -> "cancelled";
        };
    }
}
