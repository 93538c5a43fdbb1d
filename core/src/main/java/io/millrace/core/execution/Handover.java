package io.millrace.core.execution;

import io.millrace.core.queue.TaskQueue;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What surrounds every commit that makes tasks: slots are reserved before it, so that it can hand over what can run at once;
 * those it did not use are given back; and those who watch are told.
 */
final class Handover {
    private final TaskQueue queue;
    private final Consumer<Advanced> watchers;

    Handover(TaskQueue queue, Consumer<Advanced> watchers) {
        this.queue = queue;
        this.watchers = watchers;
    }

    /**
     * Commits on the calling thread. What is handed over is the caller's to run.
     *
     * @param own slots that the caller has in any case; they are used first and never given back here
     * @param reserved slots taken for this commit
     * @param made finds in the commit's answer what it made of each execution
     */
    <R> R commit(int own, int reserved, Function<Planning.Ownership, R> commit, Function<R, List<Advanced>> made) {
        int unused = reserved;
        List<Advanced> all;
        R answer;
        try {
            answer = commit.apply(new Planning.Ownership(queue.node(), own + reserved));
            all = made.apply(answer);
            unused -= Math.max(0, tasks(all) - own);
        } finally {
            queue.slots().release(unused);
        }
        all.forEach(this::tell);
        return answer;
    }

    private static int tasks(List<Advanced> all) {
        return all.stream().mapToInt(advanced -> advanced.handedOver().size()).sum();
    }

    /** Tells what a commit made of an execution. */
    void tell(Advanced advanced) {
        watchers.accept(advanced);
        advanced.dueAt().ifPresent(queue::due);
    }
}
