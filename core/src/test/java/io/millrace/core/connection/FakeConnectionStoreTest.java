package io.millrace.core.connection;

class FakeConnectionStoreTest extends ConnectionStoreContract {
    @Override
    protected ConnectionStore store() {
        return new FakeConnectionStore();
    }
}
