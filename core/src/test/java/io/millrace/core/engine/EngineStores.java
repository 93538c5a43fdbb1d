package io.millrace.core.engine;

import io.millrace.core.blob.BlobUseStore;
import io.millrace.core.connection.VariableStore;
import io.millrace.core.event.EventStore;
import io.millrace.core.execution.ExecutionStore;
import io.millrace.core.execution.ResultStore;
import io.millrace.core.lane.LaneStore;
import io.millrace.core.ledger.LedgerStore;
import io.millrace.core.queue.NodeStore;
import io.millrace.core.queue.TaskStore;
import io.millrace.core.trigger.ScheduleStore;
import io.millrace.core.workflow.WorkflowStore;

/** The ports of the engine over one and the same data, so that a contract can write through one and read through another. */
public record EngineStores(
        LedgerStore ledger,
        TaskStore tasks,
        NodeStore nodes,
        ExecutionStore executions,
        EventStore events,
        ScheduleStore schedules,
        WorkflowStore workflows,
        VariableStore variables,
        BlobUseStore blobs,
        LaneStore lanes,
        ResultStore results) {}
