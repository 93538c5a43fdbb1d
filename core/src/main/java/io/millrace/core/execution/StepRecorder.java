package io.millrace.core.execution;

import io.millrace.core.connection.Variables;
import io.millrace.core.ledger.ChunkRow;
import io.millrace.core.ledger.FenceLostException;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.queue.HandedOver;
import io.millrace.core.queue.Slots;
import io.millrace.core.queue.TaskQueue;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.PlannedStep;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records what came of a step, and gives on what becomes ready behind it. */
final class StepRecorder {
    private static final Logger log = LoggerFactory.getLogger(StepRecorder.class);

    /** Before an outcome is offered again to a store that did not answer; each pause is twice the one before. */
    static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Commits committer;
    private final TaskQueue queue;
    private final Handover handover;
    private final Recall recall;
    private final Payloads payloads;
    private final Variables variables;
    private final Consumer<Advanced> watchers;
    private final InstantSource clock;

    StepRecorder(
            Commits committer,
            TaskQueue queue,
            Handover handover,
            Recall recall,
            Payloads payloads,
            Variables variables,
            Consumer<Advanced> watchers,
            InstantSource clock) {
        this.committer = committer;
        this.queue = queue;
        this.handover = handover;
        this.recall = recall;
        this.payloads = payloads;
        this.variables = variables;
        this.watchers = watchers;
        this.clock = clock;
    }

    /** @param output the value of the verdict's output, to be remembered */
    HandedOver record(Plan plan, StepRecord tried, @Nullable Object output, Slots slots) {
        StepRecord done = offered(tried.task(), () -> payloads.kept(tried));
        // The slot of this task is free once it is recorded; parallel branches behind it need more. A node that drains
        // takes nothing on: what becomes ready stays in the store.
        int own = slots.closed() ? 0 : 1;
        int spare = own == 0 ? 0 : slots.reserveToHandOver(followers(plan, done) - 1);
        try {
            Advanced advanced = handover.commit(
                    own,
                    spare,
                    ownership -> offered(done.task(), () -> committer.commit(unit(plan, done, ownership))),
                    List::of);
            if (!advanced.execution().status().ended()) {
                remember(done, output); // for the steps behind it
            }
            if (done.verdict() instanceof Verdict.Assign) {
                variables.changed(done.task().project()); // before the steps behind it run
            }
            return new HandedOver(advanced.handedOver());
        } catch (FenceLostException e) {
            log.info("Dropped an outcome: {}", e.getMessage());
            return HandedOver.NONE;
        } catch (MillraceException e) {
            if (e.code() != ErrorCode.INTERNAL) {
                throw e;
            }
            return abandon(done.task(), "What follows from this step could not be decided, by a fault of Millrace.");
        }
    }

    /**
     * An outcome that is known is offered until the store takes it, its large values first, or until this node has no say in it
     * any more: without its record the step would run again. A try that was done although its answer was lost shows as a lost fence.
     */
    private <T> T offered(TaskRow task, Supplier<T> offer) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return offer.get();
            } catch (MillraceException e) {
                if (e.code() != ErrorCode.STORE_UNAVAILABLE) {
                    throw e;
                }
                log.warn("The outcome of {} could not be recorded; trying again in {}", task.key(), pause);
                if (!queue.pause(pause)) {
                    throw e;
                }
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private static Unit<Advanced> unit(Plan plan, StepRecord done, Planning.Ownership ownership) {
        return done.item() == 0 ? new Advance(plan, done, ownership) : new ItemAdvance(plan, done, ownership);
    }

    /** How many tasks this may make ready. */
    private static int followers(Plan plan, StepRecord done) {
        if (done.item() > 0) {
            return 1; // the next item; what stands behind the step comes once for all of them
        }
        String step = done.task().key().step();
        return done.verdict() instanceof Verdict.FanOut(String _, Fan fan, List<ChunkRow> _)
                ? plan.step(step).flatMap(PlannedStep::foreach).map(fan::room).orElse(1)
                : Planning.fork(plan, step);
    }

    private void remember(StepRecord done, @Nullable Object output) {
        boolean kept = done.verdict() instanceof Verdict.Done end && end.output() != null;
        if (done.item() == 0 && (kept || done.verdict() instanceof Verdict.Reuse)) {
            recall.rememberOutput(
                    done.task().key().subject(),
                    done.task().key().step(),
                    done.task().tries() + 1,
                    output);
        }
    }

    /** Ends the execution of a task that nothing can be made of. */
    HandedOver abandon(TaskRow task, String reason) {
        log.error("The task {} is given up: {}", task.key(), reason);
        try {
            committer.commit(new Abandonment(task, reason, clock.instant())).ifPresent(watchers);
        } catch (FenceLostException e) {
            log.info("Dropped an outcome: {}", e.getMessage());
        }
        return HandedOver.NONE;
    }
}
