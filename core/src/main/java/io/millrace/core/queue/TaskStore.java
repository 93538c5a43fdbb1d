package io.millrace.core.queue;

import io.millrace.core.ledger.TaskRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where tasks wait. Adding, retiming and removing them is the ledger's; claiming and taking over is done here. */
public interface TaskStore {
    /**
     * How many servers may have died with a task before it is alone in its plight: one more, and it is given up as the likely
     * cause. What only happened to be under way beside the cause must not share its fate, so a node claims one such task at a
     * time.
     */
    int LAST_CHANCE = 2;

    /**
     * Claims ready tasks for a node, each with a new fence, the longest due first, projects in turn; but at most one with
     * {@link #LAST_CHANCE} crashes, and none while the node holds such a one. Executions of claimed tasks that were queued
     * become running.
     *
     * @param limit the most tasks, at least 1
     */
    List<TaskRow> claim(long node, Instant now, int limit);

    /** When the next ready task is due; empty when none is ready. */
    Optional<Instant> nextTurn();

    /** The tasks a node holds, each with the fence of its claim. */
    List<HeldTask> heldBy(long node);

    /**
     * Gives tasks back that a node holds and does not work on, ready at once for anyone. One that was claimed again since
     * is left alone.
     *
     * @param crashed whether an attempt may have been under way and left no record
     */
    void giveBack(long node, Collection<HeldTask> tasks, boolean crashed);

    /** The executions somebody wants cancelled of which the node holds tasks. */
    List<Long> cancelledOn(long node);

    /**
     * How many tasks are ready and due, and since when the oldest of them is.
     *
     * @param most where counting ends, at least 1: the time it takes grows with what is counted
     */
    Depth depth(Instant now, int most);

    /** Since when the oldest of a project's tasks is due that are ready and not claimed; empty when none is due. */
    Optional<Instant> oldestDue(String project, Instant now);

    /**
     * How much is due.
     *
     * @param due never more than was to be counted
     */
    record Depth(long due, Optional<Instant> oldest) {}
}
