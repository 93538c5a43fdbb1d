package io.millrace.store;

import io.millrace.core.workflow.WorkflowStore;
import io.millrace.core.workflow.WorkflowStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresWorkflowStoreTest extends WorkflowStoreContract {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.postgres();

    @Override
    protected WorkflowStore store() {
        return new SqlWorkflowStore(database.get());
    }
}
