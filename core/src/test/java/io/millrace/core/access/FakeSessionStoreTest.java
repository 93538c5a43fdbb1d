package io.millrace.core.access;

class FakeSessionStoreTest extends SessionStoreContract {
    @Override
    protected SessionStore store() {
        return new FakeSessionStore();
    }
}
