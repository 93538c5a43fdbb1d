package io.millrace.core.catcher;

class FakeCatcherStoreTest extends CatcherStoreContract {
    @Override
    protected CatcherStore store() {
        return new FakeCatcherStore();
    }
}
