package io.millrace.store;

import io.millrace.core.connection.KeysetStore;
import io.millrace.core.connection.KeysetStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteKeysetStoreTest extends KeysetStoreContract {
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
    protected KeysetStore store() {
        return new SqlKeysetStore(database);
    }
}
