package io.millrace.core.workflow;

class FakeWorkflowStoreTest extends WorkflowStoreContract {
    private final WorkflowStore store = new FakeWorkflowStore();

    @Override
    protected WorkflowStore store() {
        return store;
    }
}
