package io.millrace.core.execution;

import io.millrace.core.ledger.FenceLostException;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.queue.HandedOver;
import io.millrace.core.queue.NotBegunException;
import io.millrace.core.queue.Slots;
import io.millrace.core.queue.TaskHandler;
import io.millrace.core.shared.MillraceException;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queue's handler for the deadlines of cancelled executions. */
final class DeadlineRunner implements TaskHandler {
    private static final Logger log = LoggerFactory.getLogger(DeadlineRunner.class);

    private final Commits committer;
    private final Consumer<Advanced> watchers;
    private final InstantSource clock;

    DeadlineRunner(Commits committer, Consumer<Advanced> watchers, InstantSource clock) {
        this.committer = committer;
        this.watchers = watchers;
        this.clock = clock;
    }

    @Override
    public HandedOver handle(TaskRow task, boolean handedOver, Slots slots) {
        try {
            committer.commit(new Cancellation.Deadline(task, clock.instant())).ifPresent(watchers);
        } catch (FenceLostException e) {
            log.debug("The execution came to its end by itself in this very moment", e);
        } catch (MillraceException e) {
            throw e.code().retryable() ? new NotBegunException(e) : e;
        }
        return HandedOver.NONE;
    }
}
