package io.millrace.core.blob;

import io.millrace.core.shared.MillraceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps blobs in memory; can be away, or lose what it has. Each call is one step. */
public final class FakeBlobStore implements BlobStore {
    private final TreeMap<Long, byte[]> blobs = new TreeMap<>();
    private int failing;

    /** Makes so many of the next calls fail. */
    public synchronized void failNext(int calls) {
        failing = calls;
    }

    /** Loses everything, as a place that was restored without it. */
    public synchronized void lose() {
        blobs.clear();
    }

    public synchronized List<Long> ids() {
        return new ArrayList<>(blobs.keySet());
    }

    private void answer() {
        if (failing > 0) {
            failing--;
            throw unavailable();
        }
    }

    private static MillraceException unavailable() {
        return Blobs.unavailable("a fake that is away", new IllegalStateException("away"));
    }

    @Override
    public synchronized void put(long id, byte[] content) {
        answer();
        blobs.put(id, content.clone());
    }

    @Override
    public synchronized Optional<byte[]> get(long id) {
        answer();
        return Optional.ofNullable(blobs.get(id)).map(byte[]::clone);
    }

    @Override
    public synchronized void delete(Collection<Long> ids) {
        answer();
        ids.forEach(blobs::remove);
    }

    @Override
    public synchronized List<Long> list(long after, int limit) {
        answer();
        return blobs.tailMap(after, false).keySet().stream().limit(limit).toList();
    }
}
