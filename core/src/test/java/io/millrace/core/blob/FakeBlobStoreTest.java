package io.millrace.core.blob;

class FakeBlobStoreTest extends BlobStoreContract {
    private final BlobStore store = new FakeBlobStore();

    @Override
    protected BlobStore store() {
        return store;
    }
}
