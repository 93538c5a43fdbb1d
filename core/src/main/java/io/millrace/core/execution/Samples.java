package io.millrace.core.execution;

import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.shared.MillraceException;
import java.util.Map;

/**
 * What expressions saw: stored events, and what the steps of stored executions gave. It is read where it is, so that
 * expressions can be tried with an event of any size.
 */
public final class Samples {
    private final Events events;
    private final Executions executions;
    private final Recall recall;

    Samples(Events events, Executions executions, Recall recall) {
        this.events = events;
        this.executions = executions;
        this.recall = recall;
    }

    /** A stored event, without any steps. @throws MillraceException {@code not_found} */
    public DryRun.Source event(String project, long id) {
        long found = events.brief(project, id).id();
        return read -> new DryRun.Sample(recall.event(found), Map.of());
    }

    /**
     * The event of an execution and what its steps have given so far.
     *
     * @throws MillraceException {@code not_found}
     */
    public DryRun.Source execution(String project, long id) {
        ExecutionRow row = executions.get(project, id);
        return read -> new DryRun.Sample(recall.event(row.event()), recall.steps(row, read));
    }
}
