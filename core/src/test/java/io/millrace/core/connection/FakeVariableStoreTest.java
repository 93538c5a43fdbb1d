package io.millrace.core.connection;

class FakeVariableStoreTest extends VariableStoreContract {
    @Override
    protected VariableStore store() {
        return new FakeVariableStore();
    }
}
