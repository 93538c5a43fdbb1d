package io.millrace.store;

import io.millrace.core.workflow.WorkflowStore;
import io.millrace.core.workflow.WorkflowStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresWorkflowStoreTest extends WorkflowStoreContract {
    private Database database;

    @BeforeEach
    void open() {
        database = TestDatabases.postgres();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected WorkflowStore store() {
        return new SqlWorkflowStore(database);
    }
}
