package io.millrace.core.engine;

import io.millrace.core.blob.BlobUseStore;
import io.millrace.core.connection.FakeVariableStore;
import io.millrace.core.connection.VariableStore;
import io.millrace.core.event.EventStore;
import io.millrace.core.execution.ExecutionStore;
import io.millrace.core.execution.ResultStore;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import io.millrace.core.lane.LaneStore;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.CachedResult;
import io.millrace.core.ledger.ChunkRow;
import io.millrace.core.ledger.DedupeClaim;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import io.millrace.core.ledger.LoadedRows.DedupeKey;
import io.millrace.core.ledger.ScheduleKey;
import io.millrace.core.ledger.ScheduleRow;
import io.millrace.core.ledger.TaskKey;
import io.millrace.core.ledger.TaskRow;
import io.millrace.core.queue.NodeStore;
import io.millrace.core.queue.TaskStore;
import io.millrace.core.trigger.PollStore;
import io.millrace.core.trigger.ScheduleStore;
import io.millrace.core.workflow.WorkflowStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All the engine's rows in memory, and every port over them. Whoever uses the rows holds the lock of this object, so that
 * each call is one transaction. Faults are injected through {@link #ledger()} and {@link #failLookups}.
 */
public final class FakeEngineStore {
    final TreeMap<Long, EventRow> events = new TreeMap<>();
    final TreeMap<Long, ExecutionRow> executions = new TreeMap<>();
    final List<AttemptRow> attempts = new ArrayList<>();
    final List<ChunkRow> chunks = new ArrayList<>();
    final TreeMap<TaskKey, TaskRow> tasks = new TreeMap<>();
    final Map<DedupeKey, DedupeClaim> keys = new HashMap<>();
    final TreeMap<ScheduleKey, ScheduleRow> schedules = new TreeMap<>();
    final TreeMap<Long, FakeNodes.Node> nodes = new TreeMap<>();
    final Map<Integer, Instant> freedNumbers = new HashMap<>();
    /** Blobs by the execution or event that refers to them. */
    final TreeMap<Long, Long> blobs = new TreeMap<>();

    final Set<Long> droppedBlobs = new TreeSet<>();

    final TreeMap<LaneKey, LaneRow> lanes = new TreeMap<>();
    /** By call. */
    final TreeMap<String, CachedResult> results = new TreeMap<>();

    final FakeVariableStore variables = new FakeVariableStore();

    private final WorkflowStore workflows;
    private final FailingLedgerStore ledger = new FailingLedgerStore(new FakeLedger(this));
    private final FakeTasks taskPort = new FakeTasks(this);
    private final FakeNodes nodePort = new FakeNodes(this);
    private final FakeExecutions executionPort;
    private final FakeEvents eventPort = new FakeEvents(this);
    private final FakeLanes lanePort = new FakeLanes(this);
    private final FakeResults resultPort = new FakeResults(this);
    private final FakePolls pollPort = new FakePolls();
    private final FakeSchedules schedulePort = new FakeSchedules(this);
    final FakeBlobUses blobUses = new FakeBlobUses(this);

    /** @param workflows knows what each version uses */
    public FakeEngineStore(WorkflowStore workflows) {
        this.workflows = workflows;
        executionPort = new FakeExecutions(this, workflows);
    }

    public FailingLedgerStore ledger() {
        return ledger;
    }

    public TaskStore tasks() {
        return taskPort;
    }

    public NodeStore nodes() {
        return nodePort;
    }

    public ExecutionStore executions() {
        return executionPort;
    }

    /** Makes so many of the next look-ups of an execution fail. */
    public void failLookups(int next) {
        executionPort.failLookups(next);
    }

    /** Makes so many of the next tries to give tasks back fail. */
    public void failGivingBack(int next) {
        taskPort.failGivingBack(next);
    }

    public EventStore events() {
        return eventPort;
    }

    public LaneStore lanes() {
        return lanePort;
    }

    public ResultStore results() {
        return resultPort;
    }

    /** Some call of which there is a result. */
    public Optional<String> anyCall() {
        synchronized (this) {
            return results.isEmpty() ? Optional.empty() : Optional.of(results.firstKey());
        }
    }

    /** Makes so many of the next look-ups of a result fail. */
    public void failResults(int next) {
        resultPort.failLookups(next);
    }

    public PollStore polls() {
        return pollPort;
    }

    public ScheduleStore schedules() {
        return schedulePort;
    }

    public BlobUseStore blobUses() {
        return blobUses;
    }

    public VariableStore variables() {
        return variables;
    }

    public EngineStores stores() {
        return new EngineStores(
                ledger,
                taskPort,
                nodePort,
                executionPort,
                eventPort,
                schedulePort,
                workflows,
                variables,
                blobUses,
                lanePort,
                resultPort);
    }
}
