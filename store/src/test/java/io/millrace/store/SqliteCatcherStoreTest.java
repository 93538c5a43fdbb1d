package io.millrace.store;

import io.millrace.core.catcher.CatcherStore;
import io.millrace.core.catcher.CatcherStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteCatcherStoreTest extends CatcherStoreContract {
    @TempDir
    Path folder;

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
    protected CatcherStore store() {
        return new SqlCatcherStore(database);
    }
}
