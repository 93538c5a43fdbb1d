package io.millrace.store;

import io.millrace.core.access.TokenStore;
import io.millrace.core.access.TokenStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresTokenStoreTest extends TokenStoreContract {
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
    protected TokenStore store() {
        return new SqlTokenStore(database);
    }
}
