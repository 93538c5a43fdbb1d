package io.millrace.store;

import io.millrace.core.catcher.CatcherStore;
import io.millrace.core.catcher.CatcherStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresCatcherStoreTest extends CatcherStoreContract {
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
    protected CatcherStore store() {
        return new SqlCatcherStore(database);
    }
}
