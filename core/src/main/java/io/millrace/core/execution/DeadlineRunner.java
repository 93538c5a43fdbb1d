package io.millrace.core.execution;

import io.millrace.core.execution.Cancellation.UnderWay;
import io.millrace.core.ledger.FenceLostException;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.queue.HandedOver;
import io.millrace.core.queue.NotBegunException;
import io.millrace.core.queue.Slots;
import io.millrace.core.queue.TaskHandler;
import io.millrace.core.shared.MillraceException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queue's handler for the deadlines of cancelled executions. */
final class DeadlineRunner implements TaskHandler {
    private static final Logger log = LoggerFactory.getLogger(DeadlineRunner.class);

    private final ExecutionStore store;
    private final Subjects subjects;
    private final Predicate<Subjects.Subject> unsafe;
    private final Commits committer;
    private final Consumer<Advanced> watchers;
    private final InstantSource clock;

    /** @param unsafe whether a call of a step that was cut off leaves a doubt */
    DeadlineRunner(
            ExecutionStore store,
            Subjects subjects,
            Predicate<Subjects.Subject> unsafe,
            Commits committer,
            Consumer<Advanced> watchers,
            InstantSource clock) {
        this.store = store;
        this.subjects = subjects;
        this.unsafe = unsafe;
        this.committer = committer;
        this.watchers = watchers;
        this.clock = clock;
    }

    @Override
    public HandedOver handle(TaskRow task, boolean handedOver, Slots slots) {
        try {
            committer
                    .commit(new Cancellation.Deadline(task, underWay(task), clock.instant()))
                    .ifPresent(watchers);
        } catch (FenceLostException e) {
            log.debug("The execution came to its end by itself in this very moment", e);
        } catch (MillraceException e) {
            throw e.code().retryable() ? new NotBegunException(e) : e;
        }
        return HandedOver.NONE;
    }

    /** No task of a step is made any more, so all of them are seen here that the commit can find. */
    private List<UnderWay> underWay(TaskRow deadline) {
        return store.tasks(deadline.key().subject()).stream()
                .filter(TaskRow::doesStep)
                .flatMap(left -> known(left).stream())
                .toList();
    }

    /** The end must come all the same when what belongs to a task is gone, or cannot be read any more. */
    private Optional<UnderWay> known(TaskRow left) {
        try {
            return subjects.of(left, false) instanceof Subjects.Subject subject
                    ? Optional.of(new UnderWay(
                            left.key(),
                            subject.item().map(Subjects.Item::number).orElse(0),
                            subject.item().map(Subjects.Item::triesBefore).orElse(0),
                            unsafe.test(subject)))
                    : Optional.empty();
        } catch (MillraceException e) {
            if (e.code().retryable()) {
                throw e;
            }
            log.warn("What is cut off of {} cannot be told: {}", left.key(), e.getMessage());
            return Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException e) {
            log.warn("What is cut off of {} cannot be told", left.key(), e);
            return Optional.empty();
        }
    }
}
