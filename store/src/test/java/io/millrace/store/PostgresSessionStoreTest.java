package io.millrace.store;

import io.millrace.core.access.SessionStore;
import io.millrace.core.access.SessionStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresSessionStoreTest extends SessionStoreContract {
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
    protected SessionStore store() {
        return new SqlSessionStore(database);
    }
}
