package io.millrace.core.blob;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where large values are kept: a folder, the database, or a bucket. A blob has an id that is never used again, is written
 * once and never changed. Safe for use by many threads.
 *
 * <p>Every method throws {@link io.millrace.core.shared.MillraceException} {@code store_unavailable} when it is not known to be
 * done; it may be called again then.
 */
public interface BlobStore extends AutoCloseable {
    /** The most ids that are deleted or listed in one call. */
    int MOST_IDS = 1_000;

    /**
     * Keeps a value. It is on disk when this returns, and the same content may be put again under the same id.
     *
     * @param content not to be changed afterwards
     */
    void put(long id, byte[] content);

    /** The content; empty when there is none of this id. */
    Optional<byte[]> get(long id);

    /** Deletes at most {@link #MOST_IDS}; those that are not there are no error. */
    void delete(Collection<Long> ids);

    /**
     * What is kept, in ascending order, which is the order of time.
     *
     * @param after only greater ids
     * @param limit from 1 to {@link #MOST_IDS}
     */
    List<Long> list(long after, int limit);

    @Override
    default void close() {}
}
