package io.millrace.core.engine;

import io.millrace.core.workflow.FakeWorkflowStore;

class FakeEngineStoreTest extends EngineStoresContract {
    private final EngineStores stores = new FakeEngineStore(new FakeWorkflowStore()).stores();

    @Override
    protected EngineStores stores() {
        return stores;
    }
}
