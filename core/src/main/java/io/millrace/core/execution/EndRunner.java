package io.millrace.core.execution;

import io.millrace.core.event.Occurrence;
import io.millrace.core.ledger.Ancestry;
import io.millrace.core.ledger.Change;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.FenceLostException;
import io.millrace.core.ledger.Locks;
import io.millrace.core.ledger.Rows;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.ledger.Unit;
import io.millrace.core.queue.HandedOver;
import io.millrace.core.queue.Slots;
import io.millrace.core.queue.TaskHandler;
import io.millrace.core.queue.TaskQueue;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.Plan;
import io.millrace.core.workflow.Published;
import io.millrace.core.workflow.Workflows;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue's handler for what {@link Aftermath} leaves. Each task is one or two commits that change nothing the second time,
 * then the task goes; so a crash in between tells nobody twice.
 *
 * <p>An execution that was restarted before its end was told is not over: its next end is told instead.
 */
final class EndRunner implements TaskHandler {
    private static final Logger log = LoggerFactory.getLogger(EndRunner.class);

    /** For how long a second telling of the same end is recognised. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final ExecutionStore store;
    private final Workflows workflows;
    private final Recall recall;
    private final Intake intake;
    private final Executions executions;
    private final Commits commits;
    private final TaskQueue queue;
    private final Handover handover;
    private final InstantSource clock;

    EndRunner(
            ExecutionStore store,
            Workflows workflows,
            Recall recall,
            Intake intake,
            Executions executions,
            Commits commits,
            TaskQueue queue,
            Handover handover,
            InstantSource clock) {
        this.store = store;
        this.workflows = workflows;
        this.recall = recall;
        this.intake = intake;
        this.executions = executions;
        this.commits = commits;
        this.queue = queue;
        this.handover = handover;
        this.clock = clock;
    }

    @Override
    public HandedOver handle(TaskRow task, boolean handedOver, Slots slots) {
        StepTry.beforeAnyCall(() -> {
            if (task.crashes() >= StepTry.MOST_CRASHES) {
                log.error("Gave up {}: the server stopped {} times while it was done", task.key(), task.crashes());
            } else if (task.kind().equals(TaskRow.ABANDONED)) {
                cancelChild(task);
            } else {
                store.find(task.key().subject())
                        .filter(row -> row.status().ended()
                                && row.revision() == task.key().item())
                        .ifPresent(row -> tell(row, task.trace()));
            }
            finish(task);
            return HandedOver.NONE;
        });
        return HandedOver.NONE;
    }

    private void finish(TaskRow task) {
        try {
            commits.commit(new Finish(task));
        } catch (FenceLostException e) {
            log.debug("Somebody else has told of it too", e);
        }
    }

    /** The task is done. */
    private record Finish(TaskRow task) implements Unit<Boolean> {
        @Override
        public Locks locks() {
            return Locks.ofStep(task.key());
        }

        @Override
        public Decision<Boolean> decide(Rows rows) {
            Advance.fenced(rows, task);
            return new Decision<>(true, List.of(new Change.RemoveTask(task.key())));
        }
    }

    private void tell(ExecutionRow row, String trace) {
        ExecutionEnd ending = workflows
                .version(row.project(), row.workflow(), row.version())
                .map(version -> ExecutionEnd.of(row, version.plan(), recall))
                .orElseGet(() -> new ExecutionEnd(row, Map.of(), List.of()));
        Ancestry.Parent parent = row.ancestry().parent();
        if (parent != null && parent.waits()) {
            wake(parent, ending, trace);
        }
        String status = row.status().code();
        if (!workflows.forEnd(row.project(), row.workflow(), status).isEmpty()) {
            intake.accept(occurrence(row, ending, trace));
        }
    }

    private void wake(Ancestry.Parent parent, ExecutionEnd ending, String trace) {
        Optional<Plan> plan = store.find(parent.execution())
                .filter(row -> !row.status().ended())
                .flatMap(row -> workflows.version(row.project(), row.workflow(), row.version()))
                .map(Published::plan);
        if (plan.isEmpty()) {
            return; // it has ended, or cannot go on; who looks after it next says so
        }
        Optional<Advanced> advanced = handover.commit(
                0,
                queue.slots().reserveToHandOver(Planning.fork(plan.get(), parent.step())),
                ownership ->
                        commits.commit(new ChildEnded(parent, plan.get(), ending, clock.instant(), trace, ownership)),
                made -> made.stream().toList());
        advanced.ifPresent(made -> queue.run(made.handedOver()));
    }

    private Occurrence occurrence(ExecutionRow row, ExecutionEnd ending, String trace) {
        Occurrence.Origin origin = new Occurrence.FromEnd(row.workflow());
        String key = Ids.text("exe", row.id()) + "/" + row.revision();
        return new Occurrence(
                row.project(),
                origin,
                "millrace.workflow." + row.status().code(),
                origin.source(row.project()),
                row.finishedAt() == null ? clock.instant() : row.finishedAt(),
                Optional.of(new Occurrence.Dedupe(key, clock.instant().plus(REMEMBERED))),
                ending.data(),
                Map.of(),
                trace);
    }

    private void cancelChild(TaskRow task) {
        Optional<Long> child = store.attempt(task.key().subject(), task.key().step(), Aftermath.number(task.key()))
                .flatMap(attempt -> CallTry.started(attempt.output()));
        try {
            child.ifPresent(id -> executions.cancel(task.project(), id, task.trace()));
        } catch (MillraceException e) {
            if (e.code() != ErrorCode.NOT_FOUND && e.code() != ErrorCode.ILLEGAL_TRANSITION) {
                throw e;
            }
            log.debug("The called workflow had ended before: {}", e.getMessage());
        }
    }
}
