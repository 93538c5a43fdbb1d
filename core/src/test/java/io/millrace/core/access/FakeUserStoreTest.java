package io.millrace.core.access;

class FakeUserStoreTest extends UserStoreContract {
    @Override
    protected UserStore store() {
        return new FakeUserStore();
    }
}
