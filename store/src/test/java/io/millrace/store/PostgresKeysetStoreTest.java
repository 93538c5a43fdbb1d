package io.millrace.store;

import io.millrace.core.connection.KeysetStore;
import io.millrace.core.connection.KeysetStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresKeysetStoreTest extends KeysetStoreContract {
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
    protected KeysetStore store() {
        return new SqlKeysetStore(database);
    }
}
