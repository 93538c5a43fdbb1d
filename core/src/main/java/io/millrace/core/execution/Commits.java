package io.millrace.core.execution;

import io.millrace.core.ledger.Committer;
import io.millrace.core.ledger.Unit;
import io.millrace.core.queue.TaskQueue;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.Listening;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The way of every unit of this package to the committer, which adds what others are owed for it: see {@link Aftermath}. */
final class Commits {
    private final Committer committer;
    private final TaskQueue queue;
    private final Supplier<Listening> listening;
    private final InstantSource clock;

    /** @param listening who listens to ends as of now; asked before each commit, so it must be at hand */
    Commits(Committer committer, TaskQueue queue, Supplier<Listening> listening, InstantSource clock) {
        this.committer = committer;
        this.queue = queue;
        this.listening = listening;
        this.clock = clock;
    }

    /** @throws MillraceException as {@link Committer#commit} */
    <R> R commit(Unit<R> unit) {
        Aftermath.Left<R> left = committer.commit(new Aftermath<>(unit, listening.get(), clock.instant()));
        if (left.tasks() > 0) {
            queue.due(clock.instant());
        }
        return left.result();
    }

    /** How many units wait. */
    int waiting() {
        return committer.waiting();
    }
}
