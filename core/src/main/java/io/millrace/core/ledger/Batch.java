package io.millrace.core.ledger;

import io.millrace.core.blob.BlobRef;
import io.millrace.core.blob.BlobUse;
import io.millrace.core.lane.LaneKey;
import io.millrace.core.lane.LaneRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one group commit writes, with one entry per row however many units changed it.
 *
 * @param newTasks may hold the key of a removed one: removing comes first
 * @param cachedResults one per call, in the order of calls
 * @param changedVariables new ones have the revision 1
 * @param changedLanes new ones too
 * @param lostClaims claims whose unit dropped out after winning; their keys are set free again
 * @param inheritedClaims claims that take the place of lost ones, after those were set free
 */
public record Batch(
        Collection<EventRow> newEvents,
        Collection<ExecutionRow> newExecutions,
        Collection<ExecutionRow> changedExecutions,
        Collection<AttemptRow> newAttempts,
        Collection<ChunkRow> newChunks,
        Collection<CachedResult> cachedResults,
        Collection<TaskRow> newTasks,
        Collection<TaskRow> changedTasks,
        Collection<TaskKey> removedTasks,
        Collection<ScheduleRow> changedSchedules,
        Collection<VariableRow> changedVariables,
        Collection<LaneRow> changedLanes,
        Collection<LaneKey> removedLanes,
        Collection<DedupeClaim> lostClaims,
        Collection<DedupeClaim> inheritedClaims) {

    /** Which blobs the new rows refer to; to be written with them. */
    public List<BlobUse> newBlobUses() {
        List<BlobUse> uses = new ArrayList<>(0);
        newEvents.forEach(row -> add(uses, row.data(), row.id()));
        newAttempts.forEach(row -> {
            add(uses, row.input(), row.subject());
            add(uses, row.exchanges(), row.subject());
            add(uses, row.output(), row.subject());
        });
        return uses;
    }

    private static void add(List<BlobUse> uses, @Nullable String stored, long owner) {
        if (BlobRef.is(stored)) {
            uses.add(new BlobUse(BlobRef.of(stored).orElseThrow().id(), owner));
        }
    }
}
