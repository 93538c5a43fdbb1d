package io.millrace.store;

import io.millrace.core.project.ProjectStore;
import io.millrace.core.project.ProjectStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresProjectStoreTest extends ProjectStoreContract {
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
    protected ProjectStore store() {
        return new SqlProjectStore(database);
    }
}
