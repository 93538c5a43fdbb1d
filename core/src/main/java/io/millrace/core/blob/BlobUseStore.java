package io.millrace.core.blob;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which blobs the rows refer to. The ledger writes a use in the commit of the row that refers to the blob; dropping the row
 * marks the use as dropped, in the same transaction.
 */
public interface BlobUseStore {
    /** Blobs whose rows are gone, the oldest first. */
    List<Long> dropped(int limit);

    /** Forgets dropped ones, once their contents are deleted. */
    void forget(Collection<Long> blobs);

    /** Those of the given blobs that any row refers to, or did until their contents are deleted. */
    Set<Long> known(Collection<Long> blobs);

    /**
     * Blobs that rows of a project refer to, in ascending order.
     *
     * @param after only greater ids
     */
    List<Used> used(String project, long after, int limit);

    /** @param ofEvent whether the owner is an event rather than an execution */
    record Used(long blob, long owner, boolean ofEvent) {}
}
