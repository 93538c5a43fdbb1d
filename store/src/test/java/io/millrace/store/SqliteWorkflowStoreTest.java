package io.millrace.store;

import io.millrace.core.workflow.WorkflowStore;
import io.millrace.core.workflow.WorkflowStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteWorkflowStoreTest extends WorkflowStoreContract {
    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = TestDatabases.sqlite(folder);
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
