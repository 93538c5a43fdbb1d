package io.millrace.core.blob;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Hands every call on, but for those that a test overrides. */
class ForwardingBlobStore implements BlobStore {
    private final BlobStore store;

    ForwardingBlobStore(BlobStore store) {
        this.store = store;
    }

    @Override
    public void put(long id, byte[] content) {
        store.put(id, content);
    }

    @Override
    public Optional<byte[]> get(long id) {
        return store.get(id);
    }

    @Override
    public void delete(Collection<Long> ids) {
        store.delete(ids);
    }

    @Override
    public List<Long> list(long after, int limit) {
        return store.list(after, limit);
    }
}
