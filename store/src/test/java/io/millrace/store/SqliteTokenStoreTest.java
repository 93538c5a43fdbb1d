package io.millrace.store;

import io.millrace.core.access.TokenStore;
import io.millrace.core.access.TokenStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteTokenStoreTest extends TokenStoreContract {
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
    protected TokenStore store() {
        return new SqlTokenStore(database);
    }
}
