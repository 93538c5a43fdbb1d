package io.millrace.store;

import io.millrace.core.connection.VariableStore;
import io.millrace.core.connection.VariableStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresVariableStoreTest extends VariableStoreContract {
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
    protected VariableStore store() {
        return new SqlVariableStore(database);
    }
}
