package io.millrace.store;

import io.millrace.core.access.UserStore;
import io.millrace.core.access.UserStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresUserStoreTest extends UserStoreContract {
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
    protected UserStore store() {
        return new SqlUserStore(database);
    }
}
