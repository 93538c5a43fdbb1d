package io.millrace.core.connection;

class FakeKeysetStoreTest extends KeysetStoreContract {
    @Override
    protected KeysetStore store() {
        return new FakeKeysetStore();
    }
}
