package io.millrace.core.engine;

import io.millrace.core.blob.BlobUseStore;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.ledger.ExecutionRow;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which blobs the rows in memory refer to. */
final class FakeBlobUses implements BlobUseStore {
    private final FakeEngineStore rows;

    FakeBlobUses(FakeEngineStore rows) {
        this.rows = rows;
    }

    @Override
    public List<Long> dropped(int limit) {
        synchronized (rows) {
            return rows.droppedBlobs.stream().sorted().limit(limit).toList();
        }
    }

    @Override
    public void forget(Collection<Long> blobs) {
        synchronized (rows) {
            rows.droppedBlobs.removeAll(blobs);
        }
    }

    @Override
    public Set<Long> known(Collection<Long> blobs) {
        synchronized (rows) {
            return blobs.stream()
                    .filter(blob -> rows.blobs.containsKey(blob) || rows.droppedBlobs.contains(blob))
                    .collect(Collectors.toSet());
        }
    }

    @Override
    public List<Used> used(String project, long after, int limit) {
        synchronized (rows) {
            return rows.blobs.tailMap(after, false).entrySet().stream()
                    .filter(use -> projectOf(use.getValue()).equals(Optional.of(project)))
                    .limit(limit)
                    .map(use -> new Used(use.getKey(), use.getValue(), rows.events.containsKey(use.getValue())))
                    .toList();
        }
    }

    private Optional<String> projectOf(long owner) {
        return Optional.ofNullable(rows.executions.get(owner))
                .map(ExecutionRow::project)
                .or(() -> Optional.ofNullable(rows.events.get(owner)).map(EventRow::project));
    }

    /** Marks the blobs of rows that are dropped. */
    void drop(Collection<Long> owners) {
        rows.blobs.entrySet().removeIf(use -> owners.contains(use.getValue()) && rows.droppedBlobs.add(use.getKey()));
    }
}
