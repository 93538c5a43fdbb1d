package io.millrace.store;

import io.millrace.core.connection.ConnectionStore;
import io.millrace.core.connection.ConnectionStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresConnectionStoreTest extends ConnectionStoreContract {
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
    protected ConnectionStore store() {
        return new SqlConnectionStore(database);
    }
}
