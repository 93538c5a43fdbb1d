package io.millrace.core.execution;

import io.millrace.core.ledger.TaskRow;
import io.millrace.core.queue.HandedOver;
import io.millrace.core.queue.Slots;
import io.millrace.core.queue.TaskHandler;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The queue's handler for steps. One step goes through it as: look up what it belongs to, {@linkplain StepTry try} it,
 * {@linkplain StepRecorder record} what came of it.
 */
final class StepRunner implements TaskHandler {
    private final Subjects subjects;
    private final StepTry tries;
    private final StepRecorder recorder;
    private final StepMetrics metrics;
    private final InstantSource clock;

    StepRunner(Subjects subjects, StepTry tries, StepRecorder recorder, StepMetrics metrics, InstantSource clock) {

        this.subjects = subjects;
        this.tries = tries;
        this.recorder = recorder;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public HandedOver handle(TaskRow task, boolean handedOver, Slots slots) {
        return switch (StepTry.beforeAnyCall(() -> subjects.of(task, handedOver))) {
            case Subjects.Subject subject -> run(subject, task, slots);
            case Subjects.Gone gone -> StepTry.beforeAnyCall(() -> recorder.abandon(task, gone.reason()));
        };
    }

    private HandedOver run(Subjects.Subject subject, TaskRow task, Slots slots) {
        Instant startedAt = clock.instant();
        StepTry.Tried tried = tries.of(subject, task);
        if (tried.equals(StepTry.Tried.PARKED)) {
            return HandedOver.NONE;
        }
        Instant finishedAt = clock.instant();
        metrics.record(subject.step(), tried.verdict(), startedAt, finishedAt);
        StepRecord done = new StepRecord(
                task,
                subject.item().map(Subjects.Item::number).orElse(0),
                subject.item().map(Subjects.Item::triesBefore).orElse(0) + task.tries() + 1,
                tried.verdict(),
                startedAt,
                finishedAt,
                tried.input(),
                tried.exchanges(),
                tried.cached());
        return recorder.record(subject.plan(), done, tried.output(), slots);
    }
}
