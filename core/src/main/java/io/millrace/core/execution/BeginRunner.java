package io.millrace.core.execution;

import io.millrace.core.expression.EvaluationException;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneStore;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.ExecutionStatus;
import io.millrace.core.ledger.FenceLostException;
import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.queue.HandedOver;
import io.millrace.core.queue.Slots;
import io.millrace.core.queue.TaskHandler;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.workflow.FlowSpec.OnFull;
import io.millrace.core.workflow.Graph;
import io.millrace.core.workflow.Published;
import io.millrace.core.workflow.Workflows;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queue's handler for executions whose turn to begin has come. */
final class BeginRunner implements TaskHandler {
    private static final Logger log = LoggerFactory.getLogger(BeginRunner.class);

    /** The most executions of one lane that a newer one takes the place of at once; the next one finds the others. */
    private static final int MOST_SUPERSEDED = 1_000;

    private final ExecutionStore store;
    private final Workflows workflows;
    private final Gates gates;
    private final LaneStore lanes;
    private final Recall recall;
    private final Executions executions;
    private final Commits committer;
    private final Handover handover;
    private final StepRecorder recorder;
    private final InstantSource clock;

    /** What this needs of the others. */
    record Parts(
            ExecutionStore store,
            Workflows workflows,
            Gates gates,
            LaneStore lanes,
            Recall recall,
            Executions executions,
            Commits committer,
            Handover handover,
            StepRecorder recorder,
            InstantSource clock) {}

    BeginRunner(Parts parts) {
        store = parts.store();
        workflows = parts.workflows();
        gates = parts.gates();
        lanes = parts.lanes();
        recall = parts.recall();
        executions = parts.executions();
        committer = parts.committer();
        handover = parts.handover();
        recorder = parts.recorder();
        clock = parts.clock();
    }

    /**
     * Of the task that lets an execution begin. The deadline of a cancellation has the item 0, and the task that tells of an end the
     * revision of that end: it may still be there when the execution is restarted.
     */
    static TaskKey key(long execution) {
        return new TaskKey(execution, "", Integer.MAX_VALUE);
    }

    @Override
    public HandedOver handle(TaskRow task, boolean handedOver, Slots slots) {
        long id = task.key().subject();
        Optional<ExecutionRow> row = StepTry.beforeAnyCall(() -> store.find(id));
        Optional<Published> version = row.flatMap(found ->
                StepTry.beforeAnyCall(() -> workflows.version(found.project(), found.workflow(), found.version())));
        if (version.isEmpty()) {
            String reason = "The version of the workflow that was to begin is gone or cannot be read any more.";
            return StepTry.beforeAnyCall(() -> recorder.abandon(task, reason));
        }
        List<Gate> passing;
        try {
            passing = gates.of(version.get(), () -> recall.event(row.get().event()));
        } catch (EvaluationException e) {
            String reason = "A key of the workflow's flow control failed. " + e.getMessage();
            return StepTry.beforeAnyCall(() -> recorder.abandon(task, reason));
        } catch (MillraceException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw StepTry.notBegun(e);
            }
            return StepTry.beforeAnyCall(() -> recorder.abandon(task, "The event with which it was to begin is gone."));
        }
        return StepTry.beforeAnyCall(() -> begin(task, row.get(), version.get(), passing, slots));
    }

    private HandedOver begin(TaskRow task, ExecutionRow row, Published workflow, List<Gate> passing, Slots slots) {
        if (passing.stream().anyMatch(gate -> gate.onFull() == OnFull.CANCEL_RUNNING)
                && !takePlace(task, row, passing.getLast().lane())) {
            return HandedOver.NONE;
        }
        int tasks = Graph.next(
                        workflow.plan().steps(), Progress.parse(row.progress()).statuses())
                .ready()
                .size();
        int own = slots.closed() ? 0 : 1;
        int spare = own == 0 ? 0 : slots.reserveToHandOver(tasks - 1);
        try {
            Advanced advanced = handover.commit(
                    own,
                    spare,
                    ownership ->
                            committer.commit(new Begin(task, workflow.plan(), passing, clock.instant(), ownership)),
                    List::of);
            return new HandedOver(advanced.handedOver());
        } catch (FenceLostException e) {
            log.info("The execution has begun or ended elsewhere: {}", e.getMessage());
            return HandedOver.NONE;
        }
    }

    /**
     * Has the older executions of a lane cancelled.
     *
     * @return false when there is a newer one, which takes the place of this
     */
    private boolean takePlace(TaskRow task, ExecutionRow row, LaneKey lane) {
        List<Long> all = lanes.executionsIn(lane, MOST_SUPERSEDED);
        if (all.stream().anyMatch(other -> other > row.id())) {
            cancel(row.project(), row.id(), task.trace());
            return false;
        }
        all.stream().filter(other -> other < row.id()).forEach(other -> cancel(row.project(), other, task.trace()));
        return true;
    }

    private void cancel(String project, long execution, String trace) {
        try {
            ExecutionRow row = executions.cancel(project, execution, trace);
            if (row.status() == ExecutionStatus.CANCELLED || row.status() == ExecutionStatus.CANCELLING) {
                log.debug("{} made room for a newer execution of its lane", Ids.text("exe", execution));
            }
        } catch (MillraceException e) {
            if (e.code() != ErrorCode.ILLEGAL_TRANSITION && e.code() != ErrorCode.NOT_FOUND) {
                throw e; // those two have just ended by themselves, or are forgotten
            }
        }
    }
}
